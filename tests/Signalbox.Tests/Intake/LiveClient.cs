using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Signalbox.Tests.Intake;

/// <summary>Speaks just enough of the hub's JSON protocol to follow channels.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly StringBuilder received = new();
    private int streams;

    public static Task<LiveClient> ConnectAsync(RunningServer server, string? token) =>
        ConnectAsync(server, token is null ? null : ("Authorization", $"Bearer {token}"));

    /// <param name="cookie">The value of the session cookie.</param>
    public static Task<LiveClient> OfSessionAsync(RunningServer server, string cookie) => ConnectAsync(server, ("Cookie", $"signalbox_session={cookie}"));

    private static async Task<LiveClient> ConnectAsync(RunningServer server, (string Name, string Value)? proof)
    {
        var client = new LiveClient();
        if (proof is { } given)
        {
            client.socket.Options.SetRequestHeader(given.Name, given.Value);
        }

        await client.socket.ConnectAsync(new UriBuilder(server.Api.BaseAddress!) { Scheme = "ws", Path = "/live" }.Uri, CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        await client.NextAsync();
        return client;
    }

    /// <summary>Follows a channel and gives back the stream's number.</summary>
    public async Task<string> WatchAsync(string channel, long? after = null)
    {
        var id = $"{++streams}";
        await SendAsync($$"""{"type":4,"invocationId":"{{id}}","target":"Watch","arguments":["{{channel}}",{{(after is { } last ? $"{last}" : "null")}}]}""");
        return id;
    }

    /// <summary>The next item of any stream that fits.</summary>
    public async Task<JsonElement> ItemAsync(Func<JsonElement, bool>? fits = null)
    {
        while (true)
        {
            var message = await NextAsync();
            if (message.GetProperty("type").GetInt32() == 2 && (fits is null || fits(message.GetProperty("item"))))
            {
                return message.GetProperty("item");
            }

            if (message.TryGetProperty("error", out var error))
            {
                throw new InvalidOperationException(error.GetString());
            }
        }
    }

    /// <summary>Waits until the server has cut the connection; what is told before is given back.</summary>
    public async Task<IReadOnlyList<JsonElement>> EndAsync()
    {
        var told = new List<JsonElement>();
        try
        {
            while (true)
            {
                told.Add(await NextAsync());
            }
        }
        catch (WebSocketException)
        {
            return told;
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<JsonElement> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        int end;
        while ((end = received.ToString().IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            var part = await socket.ReceiveAsync(buffer, limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            received.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        var message = received.ToString(0, end);
        received.Remove(0, end + 1);
        return JsonElement.Parse(message);
    }
}
