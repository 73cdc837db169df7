using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>The venue's two streams, which have hosts of their own there and paths here; the root serves the channels of both, as the older host did.</summary>
internal sealed class CoinbaseStreams(SandboxStage stage, CoinbaseGate gate)
{
    public Task ServeUserAsync(HttpContext context)
    {
        var line = new CoinbaseLine(stage);
        return ServeAsync(context, line, new(stage, gate, line), null);
    }

    public Task ServeMarketAsync(HttpContext context)
    {
        var line = new CoinbaseLine(stage);
        return ServeAsync(context, line, null, new(stage, line));
    }

    public Task ServeAllAsync(HttpContext context)
    {
        var line = new CoinbaseLine(stage);
        return ServeAsync(context, line, new(stage, gate, line), new(stage, line));
    }

    private static async Task ServeAsync(HttpContext context, CoinbaseLine line, CoinbaseUserFeed? user, CoinbaseMarketFeed? market)
    {
        using var joined = user?.Join();
        using var watching = market?.Watch();
        using var trading = market?.Join();
        await line.ServeAsync(context, said =>
        {
            var channel = said.TryGetProperty("channel", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
            if (market?.Hear(channel, said) != true && user?.Hear(channel, said) != true)
            {
                line.Refuse("unknown channel");
            }
        });
    }
}
