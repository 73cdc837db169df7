using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>The account's channel: its open orders at first, then each change of an order.</summary>
internal sealed class CoinbaseUserFeed(SandboxStage stage, CoinbaseGate gate, CoinbaseLine line)
{
    private const int ShownAtFirst = 50;

    private readonly SandboxFloor floor = stage.Floor;
    private SandboxAccount? account;

    public IDisposable Join() => floor.Join(happening =>
    {
        if (happening.Account == account?.Trading && happening.Order is { } order
            && happening.Event is OrderAccepted or OrderTriggered or OrderFilled or OrderAmended or OrderCancelled or OrderExpired)
        {
            line.Tell("user", json => Write(json, "update", [order]));
        }
    });

    /// <summary>False for what is another's channel.</summary>
    public bool Hear(string channel, JsonElement said)
    {
        if (channel is not ("heartbeats" or "user"))
        {
            return false;
        }

        if (gate.Find(said.TryGetProperty("jwt", out var token) ? token.GetString() : null, null) is not { } found)
        {
            line.Refuse("authentication failure");
            return true;
        }

        var adds = said.GetProperty("type").GetString() == "subscribe";
        floor.Read(_ =>
        {
            line.Subscribe(channel, [channel == "user" ? found.Key.Key : channel], adds);
            if (channel == "user")
            {
                account = adds ? found : null;
                if (adds)
                {
                    line.Tell("user", json => Write(json, "snapshot", found.Trading.OpenOrders.TakeLast(ShownAtFirst)), isNews: false);
                }
            }

            return true;
        });
        return true;
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
