using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Signalbox.Sandbox;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Sandbox;

/// <summary>Speaks to a sandbox exchange as any client would: requests, and one stream.</summary>
internal sealed class SandboxProbe : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;
    private readonly ClientWebSocket socket = new();

    private SandboxProbe(SandboxServer server)
    {
        Server = server;
        http = new() { BaseAddress = server.Address };
    }

    public SandboxServer Server { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SandboxProbe> StartAsync(SandboxOptions options) => new(await SandboxServer.StartAsync(options, TimeProvider.System, Cancel));

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        http.Dispose();
        await Server.DisposeAsync();
    }

    public async Task<JsonElement> GetAsync(string path) => (await SendAsync(new HttpRequestMessage(HttpMethod.Get, path))).Answer;

    public async Task<JsonElement> PostAsync(string path, string json) =>
        (await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") })).Answer;

    public async Task<JsonElement> SendAsync(WireRequest signed)
    {
        var request = new HttpRequestMessage(signed.Method, signed.Target);
        if (signed.Body is { } body)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", signed.ContentType);
        }

        foreach (var (name, value) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return (await SendAsync(request)).Answer;
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpRequestMessage request)
    {
        using var owned = request;
        using var response = await http.SendAsync(request, Cancel);
        var body = await response.Content.ReadAsByteArrayAsync(Cancel);
        return (response.StatusCode, body.Length > 0 && body[0] is (byte)'{' or (byte)'[' ? Read(body) : default);
    }

    public Task OpenAsync(string path) => socket.ConnectAsync(new UriBuilder(Server.Address) { Scheme = "ws", Path = path }.Uri, Cancel);

    public Task SayAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, Cancel);

    /// <summary>The next message that is one of these; others are passed over.</summary>
    public async Task<JsonElement> HearAsync(Func<JsonElement, bool> isWanted)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        waiting.CancelAfter(Patience);
        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), waiting.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            var message = Read(buffer.AsMemory(0, length));
            if (isWanted(message))
            {
                return message;
            }
        }
    }

    /// <summary>Whether a message has this text under a name.</summary>
    public static bool Has(JsonElement message, string name, string text) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) && value.ToString() == text;

    private static JsonElement Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
