using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>What may be done at the exchange.</summary>
internal sealed class HyperliquidActions(SandboxStage stage, HyperliquidTerms terms)
{
    private const string Waiting = "waitingForFill";
    private static readonly TimeSpan SoonestCancel = TimeSpan.FromSeconds(5);

    private readonly SandboxFloor floor = stage.Floor;
    private readonly HyperliquidParser parser = new(stage.Floor);
    private readonly HyperliquidChildren children = new(stage.Floor);
    private readonly CancelsInTime cancels = new(stage.Floor);
    private readonly ConcurrentDictionary<Account, long> requests = [];

    public long Used(Account account) => requests.GetValueOrDefault(account);

    /// <summary>Does it, and gives what writes the answer; null when it is no action that is known.</summary>
    public Action<Utf8JsonWriter>? Act(JsonElement action, SandboxAccount account)
    {
        requests.AddOrUpdate(account.Trading, 1, static (_, before) => before + 1);
        return action.GetProperty("type").GetString() switch
        {
            "order" => HyperliquidWriting.Statuses(
                "order", action.GetProperty("grouping").ToString() == "normalTpsl" ? PlacedWithExits(action.GetProperty("orders"), account) : Placed(action.GetProperty("orders"), account), WriteStatus),
            "cancel" => HyperliquidWriting.Statuses("cancel", Cancelled(action, account, each => Find(account, each.GetProperty("o"))), WriteStatus),
            "cancelByCloid" => HyperliquidWriting.Statuses("cancel", Cancelled(action, account, each => Find(account, each.GetProperty("cloid"))), WriteStatus),
            "batchModify" => HyperliquidWriting.Statuses("order", action.GetProperty("modifies").EnumerateArray().Select(each => Modified(each, account)).ToList(), WriteStatus),
            "modify" => Modified(action, account) is { Refusal: { } refusal } ? HyperliquidWriting.Refused(refusal) : HyperliquidWriting.Done(),
            "updateLeverage" => SetLeverage(action, account),
            "scheduleCancel" => ScheduleCancel(action, account),
            "updateIsolatedMargin" or "noop" => HyperliquidWriting.Done(),
            _ => null,
        };
    }

    // Five seconds ahead at least; without a time it is put off for good.
    private Action<Utf8JsonWriter> ScheduleCancel(JsonElement action, SandboxAccount account)
    {
        DateTimeOffset? at = action.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeMilliseconds(time.GetInt64()) : null;
        if (at < floor.Now + SoonestCancel)
        {
            return HyperliquidWriting.Refused("Scheduled cancel time too early, must be at least 5 seconds from now.");
        }

        cancels.Set(account, at);
        return HyperliquidWriting.Done();
    }

    private List<(Order? Order, string? Refusal)> Placed(JsonElement orders, SandboxAccount account) => [.. orders.EnumerateArray().Select(each => Place(each, account))];

    private List<(Order? Order, string? Refusal)> PlacedWithExits(JsonElement orders, SandboxAccount account)
    {
        var exits = orders.EnumerateArray().Skip(1).Select(parser.Read).ToList();
        // One that is wrong refuses all.
        if (exits.Find(each => each.Terms is null) is { Refusal: { } wrong })
        {
            return [(null, wrong)];
        }

        var entry = Place(orders[0], account);
        if (entry.Order is not { } order)
        {
            return [entry];
        }

        children.Wait(account, order, [.. exits.Select(each => each.Terms!)]);
        return [entry, .. exits.Select(_ => ((Order?)null, (string?)Waiting))];
    }

    private (Order? Order, string? Refusal) Place(JsonElement json, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (read, wrong) = parser.Read(json);
        if (read is not { } order)
        {
            return (null, wrong);
        }

        stage.Arrivals.Note(order.ClientId, arrived);
        var asset = HyperliquidMarkets.Find(json.GetProperty("a").GetInt64())!;
        var ruling = floor.Place(account, order);
        if (ruling.Refusal is { } refusal)
        {
            return (null, HyperliquidParser.Sentence(refusal, asset));
        }

        return ruling.Order is { IsOpen: false, Reason: CancelReason.ImmediateOrCancel, Filled.IsZero: true }
            ? (null, $"Order could not immediately match against any resting orders. asset={asset.Number}")
            : (ruling.Order, null);
    }

    // The new order stands before the old one ends: one that is refused leaves the old one as it is.
    private (Order? Order, string? Refusal) Modified(JsonElement json, SandboxAccount account)
    {
        if (Find(account, json.GetProperty("oid")) is not { IsOpen: true } before)
        {
            return (null, "Cannot modify canceled or filled order");
        }

        var placed = Place(json.GetProperty("order"), account);
        if (placed.Order is not null)
        {
            floor.Cancel(account, before);
        }

        return placed;
    }

    private List<(Order? Order, string? Refusal)> Cancelled(JsonElement action, SandboxAccount account, Func<JsonElement, Order?> find) =>
    [
        .. action.GetProperty("cancels").EnumerateArray().Select(each => find(each) is { } order && floor.Cancel(account, order).Refusal is null
            ? ((Order?)null, (string?)null)
            : (null, "Order was never placed, already canceled, or filled.")),
    ];

    private Order? Find(SandboxAccount account, JsonElement id) => floor.Read(_ => id.ValueKind == JsonValueKind.Number
        ? floor.Ledger.Find(account.Trading, id.GetInt64())
        : floor.Ledger.Find(account.Trading, id.GetString() is { Length: 34 } cloid ? cloid[2..] : ""));

    private Action<Utf8JsonWriter> SetLeverage(JsonElement action, SandboxAccount account)
    {
        var leverage = action.GetProperty("leverage").GetInt32();
        if (HyperliquidMarkets.Find(action.GetProperty("asset").GetInt64()) is not { IsSpot: false } asset || leverage is < 1 or > 40)
        {
            return HyperliquidWriting.Refused("Invalid leverage value");
        }

        terms.Set(account.Trading, asset.Coin, leverage, action.GetProperty("isCross").GetBoolean());
        return HyperliquidWriting.Done();
    }

    private static void WriteStatus(Utf8JsonWriter json, (Order? Order, string? Refusal) status)
    {
        if (status.Order is null && status.Refusal is null or Waiting)
        {
            json.WriteStringValue(status.Refusal ?? "success");
            return;
        }

        json.WriteObject(() =>
        {
            if (status.Order is not { } order)
            {
                json.WriteString("error", status.Refusal);
                return;
            }

            json.WriteObject(order.IsOpen ? "resting" : "filled", () =>
            {
                if (!order.IsOpen)
                {
                    json.WriteDecimal("totalSz", order.Filled.Value);
                    json.WriteDecimal("avgPx", order.Filled.IsZero ? 0 : order.Listing.Instrument.AveragePrice(order.Filled, order.FilledCost).Value);
                }

                json.WriteNumber("oid", order.Number);
            });
        });
    }
}
