using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>The parameters of one futures order, and what futures has no order for.</summary>
internal static class KrakenFuturesOrders
{
    public static string TypeOf(PlaceOrder order) => order switch
    {
        { Type: OrderType.Market } => "mkt",
        { Type: OrderType.TrailingStop } => "trailing_stop",
        { Type: OrderType.Stop or OrderType.StopLimit, Extras.TakesProfit: true } => "take_profit",
        { Type: OrderType.Stop or OrderType.StopLimit } => "stp",
        { PostOnly: true } => "post",
        { TimeInForce: TimeInForce.Ioc } => "ioc",
        { TimeInForce: TimeInForce.Fok } => "fok",
        _ => "lmt",
    };

    public static IEnumerable<KeyValuePair<string, string?>> Parameters(PlaceOrder order)
    {
        yield return new("orderType", TypeOf(order));
        yield return new("symbol", order.Instrument.Value);
        yield return new("side", KrakenWords.Of(order.Side));
        yield return new("size", order.Quantity.ToString());
        yield return new("limitPrice", order.LimitPrice?.ToString());
        yield return new("stopPrice", order.StopPrice?.ToString());
        yield return new("triggerSignal", Of(order.Extras?.TriggerBy));
        yield return new("trailingStopMaxDeviation", order.Extras?.Trail is { } trail ? Decimals.Canonical(trail.Distance) : null);
        yield return new("trailingStopDeviationUnit", order.Extras?.Trail is { } unit ? unit.IsPercent ? "PERCENT" : "QUOTE_CURRENCY" : null);
        yield return new("reduceOnly", order.ReduceOnly ? "true" : null);
        yield return new("cliOrdId", KrakenIds.Write(order.Id));
    }

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order) => RefuseShape(order) ?? RefuseExtras(order);

    private static VenueOutcome.Rejected? RefuseShape(PlaceOrder order) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok) } =>
            WireDraft.Unsupported($"Kraken futures has no time in force {order.TimeInForce}; use gtc, ioc or fok."),
        { TimeInForce: not TimeInForce.Gtc, Type: not (OrderType.Limit or OrderType.Market) } =>
            WireDraft.Unsupported("Orders of Kraken futures that wait for a price stand until they are cancelled."),
        { PostOnly: true, Type: not OrderType.Limit } or { PostOnly: true, TimeInForce: not TimeInForce.Gtc } =>
            WireDraft.Unsupported("Only limit orders of Kraken futures that rest can be post-only."),
        { VisibleQuantity: not null } => WireDraft.Unsupported("Kraken futures has no orders that show a part of themselves."),
        { Type: OrderType.TrailingStop, Extras.Trail: null } or { Type: OrderType.TrailingStop, Extras: null } =>
            WireDraft.Unsupported("A trailing stop needs the distance at which it trails."),
        { Type: OrderType.TrailingStop, LimitPrice: not null } => WireDraft.Unsupported("Trailing stops of Kraken futures leave at the market."),
        { Type: OrderType.TrailingStop, Extras.ActivationPrice: not null } =>
            WireDraft.Unsupported("Trailing stops of Kraken futures trail at once; they have no activation price."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseExtras(PlaceOrder order) => order.Extras switch
    {
        { QuoteAmount: not null } => WireDraft.Unsupported("Orders of Kraken futures are given in contracts and not as an amount of money."),
        { ClosesPosition: true } => WireDraft.Unsupported("Kraken futures closes a position with a reduce-only order of its size."),
        { PositionSide: not null } => WireDraft.Unsupported("Kraken futures keeps one net position of a contract."),
        { MarginMode: not null } or { Leverage: not null } => WireDraft.Unsupported("Leverage and margin are set for a contract at Kraken futures, not with an order."),
        { SelfTrades: not null } => WireDraft.Unsupported("What happens to orders of one owner that meet is a setting of the account at Kraken futures."),
        { TakeProfit: not null } or { StopLoss: not null } => WireDraft.Unsupported("Kraken futures attaches no exits to an order."),
        _ => null,
    };

    private static string? Of(PriceSource? source) => source switch
    {
        PriceSource.Mark => "mark",
        PriceSource.Index => "index",
        PriceSource.Last => "last",
        _ => null,
    };
}
