using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>The engine's orders, fills and accounts in the venue's words.</summary>
internal static class HyperliquidReports
{
    public static string Of(Side side) => side == Side.Buy ? "B" : "A";

    public static string Status(Order order) => order.State switch
    {
        VenueOrderState.Filled => "filled",
        VenueOrderState.Rejected => "rejected",
        VenueOrderState.Triggered when order.Filled.IsZero => "triggered",
        VenueOrderState.Cancelled or VenueOrderState.Expired => order.Reason switch
        {
            // What traded in part and may not rest has its last word from that.
            CancelReason.ImmediateOrCancel when !order.Filled.IsZero => "filled",
            CancelReason.ImmediateOrCancel => "iocCancelRejected",
            CancelReason.NoLiquidity when order.Filled.IsZero => "marketOrderNoLiquidityRejected",
            CancelReason.SelfTrade => "selfTradeCanceled",
            CancelReason.NothingToReduce => "reduceOnlyCanceled",
            CancelReason.OneCancelsOther => "siblingFilledCanceled",
            CancelReason.InsufficientFunds => "marginCanceled",
            CancelReason.WouldTakeLiquidity => "badAloPxRejected",
            _ => "canceled",
        },
        _ => "open",
    };

    /// <summary>An order and what became of it.</summary>
    public static void WriteUpdate(Utf8JsonWriter json, Order order, string status, bool isWhole) => json.WriteObject(() =>
    {
        json.WriteObject("order", () => WriteFields(json, order, isWhole));
        json.WriteString("status", status);
        json.WriteTime("statusTimestamp", order.ChangedAt);
    });

    /// <param name="isWhole">With everything that only questions are answered with.</param>
    public static void WriteFields(Utf8JsonWriter json, Order order, bool isWhole)
    {
        var isStop = order.Terms.Type is OrderType.Stop or OrderType.StopLimit;
        json.WriteString("coin", order.Terms.Instrument.Value);
        json.WriteString("side", Of(order.Side));
        json.WriteDecimal("limitPx", (order.LimitPrice ?? order.StopPrice)?.Value ?? 0);
        json.WriteDecimal("sz", order.Remaining.Value);
        json.WriteNumber("oid", order.Number);
        json.WriteTime("timestamp", order.PlacedAt);
        json.WriteDecimal("origSz", order.Quantity.Value);
        if (isWhole)
        {
            json.WriteString("triggerCondition", isStop ? $"Price crosses {order.StopPrice}" : "N/A");
            json.WriteBoolean("isTrigger", isStop);
            json.WriteDecimal("triggerPx", order.StopPrice?.Value ?? 0);
            json.WriteList("children", Array.Empty<int>(), json.WriteNumberValue);
            json.WriteBoolean("isPositionTpsl", false);
            json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
            json.WriteString("orderType", TypeOf(order));
            json.WriteString("tif", isStop ? null : order.Terms.PostOnly ? "Alo" : order.Terms.TimeInForce == TimeInForce.Ioc ? "Ioc" : "Gtc");
        }

        if (IdOf(order.Terms.ClientId) is { } id)
        {
            json.WriteString("cloid", id);
        }
    }

    public static void WriteFill(Utf8JsonWriter json, OrderFilled fill, DateTimeOffset at) => json.WriteObject(() =>
    {
        json.WriteString("coin", fill.Instrument.Value);
        json.WriteDecimal("px", fill.Price.Value);
        json.WriteDecimal("sz", fill.Quantity.Value);
        json.WriteString("side", Of(fill.Side));
        json.WriteTime("time", at);
        json.WriteString("startPosition", "0.0");
        json.WriteString("dir", fill.Side == Side.Buy ? "Buy" : "Sell");
        json.WriteString("closedPnl", "0.0");
        json.WriteString("hash", "0x0000000000000000000000000000000000000000000000000000000000000000");
        json.WriteNumber("oid", fill.Order);
        json.WriteBoolean("crossed", !fill.IsMaker);
        json.WriteDecimal("fee", fill.Fee.Value);
        json.WriteNumber("tid", fill.Trade);
        if (IdOf(fill.ClientId) is { } id)
        {
            json.WriteString("cloid", id);
        }

        json.WriteString("feeToken", fill.FeeCurrency);
        json.WriteNull("twapId");
    });

    public static void WriteMargin(Utf8JsonWriter json, SandboxFloor floor, Account account, Func<string, (decimal Value, string Type)> leverageOf) => json.WriteObject(() =>
    {
        var held = account.Balances.FirstOrDefault(balance => balance.Currency == "USDC") ?? new VenueBalance("USDC", default, default);
        var positions = account.Positions.Where(position => !position.Quantity.IsZero).Select(position => (position, Profit: Unrealised(floor, position))).ToList();
        void Summary(string name) => json.WriteObject(name, () =>
        {
            json.WriteDecimal("accountValue", held.Total.Value + positions.Sum(each => each.Profit));
            json.WriteDecimal("totalNtlPos", positions.Sum(each => Math.Abs(each.position.Cost)));
            json.WriteDecimal("totalRawUsd", held.Total.Value);
            json.WriteDecimal("totalMarginUsed", held.Total.Value - held.Available.Value);
        });
        Summary("marginSummary");
        Summary("crossMarginSummary");
        json.WriteString("crossMaintenanceMarginUsed", "0.0");
        json.WriteDecimal("withdrawable", Math.Max(0, held.Available.Value));
        json.WriteList("assetPositions", positions, each => json.WriteObject(() =>
        {
            json.WriteString("type", "oneWay");
            json.WriteObject("position", () => WritePosition(json, each.position, each.Profit, leverageOf(each.position.Listing.Instrument.Id.Value)));
        }));
        json.WriteTime("time", floor.Now);
    });

    public static void WriteBalances(Utf8JsonWriter json, Account account, HyperliquidLists lists) => json.WriteObject(() => json.WriteList("balances", account.Balances, balance => json.WriteObject(() =>
    {
        json.WriteString("coin", balance.Currency);
        json.WriteNumber("token", lists.TokenOf(balance.Currency));
        json.WriteDecimal("total", balance.Total.Value);
        json.WriteDecimal("hold", balance.Total.Value - balance.Available.Value);
        json.WriteString("entryNtl", "0.0");
    })));

    public static void WriteBook(Utf8JsonWriter json, OrderBook book, DateTimeOffset at) => json.WriteObject(() =>
    {
        json.WriteString("coin", book.Listing.Instrument.Id.Value);
        json.WriteTime("time", at);
        json.WriteList("levels", [Side.Buy, Side.Sell], side => json.WriteList(book.Depth(side).Take(20), level => WriteLevel(json, level)));
    });

    public static void WriteLevel(Utf8JsonWriter json, (Price Price, Quantity Open) level) => json.WriteObject(() =>
    {
        json.WriteDecimal("px", level.Price.Value);
        json.WriteDecimal("sz", level.Open.Value);
        json.WriteNumber("n", 1);
    });

    private static void WritePosition(Utf8JsonWriter json, Position position, decimal profit, (decimal Value, string Type) leverage)
    {
        json.WriteString("coin", position.Listing.Instrument.Id.Value);
        json.WriteDecimal("szi", position.Quantity.Value);
        json.WriteDecimal("entryPx", position.AveragePrice!.Value.Value);
        json.WriteDecimal("positionValue", Math.Abs(position.Cost));
        json.WriteDecimal("unrealizedPnl", profit);
        json.WriteNull("liquidationPx");
        json.WriteObject("leverage", () =>
        {
            json.WriteString("type", leverage.Type);
            json.WriteNumber("value", (int)leverage.Value);
        });
        json.WriteNumber("maxLeverage", 40);
    }

    private static decimal Unrealised(SandboxFloor floor, Position position) =>
        floor.Book(position.Listing.Instrument.Id)?.Mark is { } mark ? decimal.Round((position.Quantity.Value * mark.Value) - position.Cost, 6) : 0m;

    private static string? IdOf(string? id) => id is { Length: 32 } ? $"0x{id}" : null;

    private static string TypeOf(Order order) => order.Terms.Type switch
    {
        OrderType.Stop => TakesProfit(order) ? "Take Profit Market" : "Stop Market",
        OrderType.StopLimit => TakesProfit(order) ? "Take Profit Limit" : "Stop Limit",
        _ => "Limit",
    };

    private static bool TakesProfit(Order order) =>
        order.Terms.Trigger is { } trigger && trigger == (order.Side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling);
}
