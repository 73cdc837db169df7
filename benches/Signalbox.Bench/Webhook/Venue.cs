using System.Text.Json;
using Signalbox.Sandbox;

namespace Signalbox.Bench.Webhook;

/// <summary>The sandbox exchange all contenders send to, each with accounts of its own.</summary>
internal sealed class Venue : IAsyncDisposable
{
    private readonly SandboxServer server;
    private readonly HttpClient client;

    private Venue(SandboxServer server)
    {
        this.server = server;
        client = new() { BaseAddress = server.Address };
    }

    public Uri Address => server.Address;

    public static async Task<Venue> StartAsync(IEnumerable<string> keys)
    {
        var options = new SandboxOptions
        {
            Keys = [.. keys.Select(key => new SandboxKey(key, SecretOf(key)))],

            // Often enough that quotes stay fresh; each costs a frame per instrument and account.
            RefreshEvery = TimeSpan.FromSeconds(1),
        };
        return new(await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None));
    }

    public static string SecretOf(string key) => $"secret-of-{key}";

    /// <summary>When each order's request arrived, by client id.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ArrivalsAsync()
    {
        await using var body = await client.GetStreamAsync(new Uri("/_arrivals", UriKind.Relative));
        using var document = await JsonDocument.ParseAsync(body);
        return document.RootElement.GetProperty("arrivals").EnumerateArray().ToDictionary(
            arrival => arrival.GetProperty("clientId").GetString()!, arrival => arrival.GetProperty("ticks").GetInt64());
    }

    public async Task ForgetArrivalsAsync() => await ArrivalsAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }
}
