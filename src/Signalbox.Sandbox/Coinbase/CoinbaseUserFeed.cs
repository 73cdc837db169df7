using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>The account's stream: its open orders at first, then each change of an order.</summary>
internal sealed class CoinbaseUserFeed(SandboxStage stage, CoinbaseGate gate)
{
    private const int ShownAtFirst = 50;

    private readonly SandboxFloor floor = stage.Floor;

    public async Task ServeAsync(HttpContext context)
    {
        var line = new CoinbaseLine(stage);
        SandboxAccount? account = null;
        using var joined = floor.Join(happening =>
        {
            if (happening.Account == account?.Trading && happening.Order is { } order
                && happening.Event is OrderAccepted or OrderTriggered or OrderFilled or OrderAmended or OrderCancelled or OrderExpired)
            {
                line.Tell("user", json => Write(json, "update", [order]));
            }
        });
        await line.ServeAsync(context, said =>
        {
            var channel = said.TryGetProperty("channel", out var name) ? name.GetString() : null;
            if (gate.Find(said.TryGetProperty("jwt", out var token) ? token.GetString() : null, null) is not { } found)
            {
                line.Refuse("authentication failure");
            }
            else if (channel is "heartbeats" or "user")
            {
                var adds = said.GetProperty("type").GetString() == "subscribe";
                floor.Read(_ =>
                {
                    line.Subscribe(channel, [channel == "user" ? found.Key.Key : channel], adds);
                    if (channel == "user")
                    {
                        account = adds ? found : null;
                        line.Tell("user", json => Write(json, "snapshot", found.Trading.OpenOrders.TakeLast(ShownAtFirst)), isNews: false);
                    }

                    return true;
                });
            }
            else
            {
                line.Refuse("unknown channel");
            }
        });
    }

    private static void Write(Utf8JsonWriter json, string type, IEnumerable<Order> orders) => json.Items([0], _ => json.Item(() =>
    {
        json.WriteString("type", type);
        json.Items("orders", orders, order => CoinbaseReports.WriteUpdate(json, order));
        json.Item("positions", () =>
        {
            json.Items("perpetual_futures_positions", Array.Empty<int>(), _ => { });
            json.Items("expiring_futures_positions", Array.Empty<int>(), _ => { });
        });
    }));
}
