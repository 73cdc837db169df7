using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>
/// The parameters of one futures order, and what futures have no order for. What waits for a price goes to the venue's algo
/// service, under other names.
/// </summary>
internal static class BinanceUsdmOrders
{
    public static bool IsConditional(PlaceOrder order) => order.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    public static string TypeOf(PlaceOrder order) => order.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.TrailingStop => "TRAILING_STOP_MARKET",
        _ => (order.Extras?.TakesProfit == true ? "TAKE_PROFIT" : "STOP") + (order.LimitPrice is null ? "_MARKET" : ""),
    };

    public static IEnumerable<KeyValuePair<string, string?>> Parameters(PlaceOrder order)
    {
        var extras = order.Extras;
        yield return new("symbol", order.Instrument.Value);
        yield return new("side", BinanceWords.Of(order.Side));
        yield return new("positionSide", Of(extras?.PositionSide));
        yield return new("type", TypeOf(order));
        yield return new("timeInForce", LifeOf(order));
        // A hedged position is reduced by its side alone, and a closing order reduces anyway.
        yield return new("reduceOnly", order.ReduceOnly && extras is not ({ PositionSide: not null } or { ClosesPosition: true }) ? "true" : null);
        yield return new("quantity", extras?.ClosesPosition == true ? null : order.Quantity.ToString());
        yield return new("price", order.LimitPrice?.ToString());
        yield return new("newClientOrderId", BinanceIds.Write(order.Id));
        yield return new("selfTradePreventionMode", BinanceWords.Of(extras?.SelfTrades));
        yield return new("goodTillDate", GoodTill(order));
    }

    public static QueryWriter WriteConditional(PlaceOrder order)
    {
        var extras = order.Extras;
        return new QueryWriter()
            .Add("algoType", "CONDITIONAL")
            .Add("symbol", order.Instrument.Value)
            .Add("side", BinanceWords.Of(order.Side))
            .Add("positionSide", Of(extras?.PositionSide))
            .Add("type", TypeOf(order))
            .Add("timeInForce", LifeOf(order))
            .Add("quantity", extras?.ClosesPosition == true ? null : order.Quantity.Value)
            .Add("price", order.LimitPrice?.Value)
            .Add("triggerPrice", order.Type == OrderType.TrailingStop ? null : order.StopPrice?.Value)
            .Add("workingType", extras?.TriggerBy switch { PriceSource.Mark => "MARK_PRICE", PriceSource.Last => "CONTRACT_PRICE", _ => null })
            .AddTrue("closePosition", extras?.ClosesPosition == true)
            .AddTrue("reduceOnly", order.ReduceOnly && extras is not ({ PositionSide: not null } or { ClosesPosition: true }))
            .Add("activatePrice", order.Type == OrderType.TrailingStop ? (extras?.ActivationPrice ?? order.StopPrice)?.Value : null)
            .Add("callbackRate", order.Type == OrderType.TrailingStop ? extras?.Trail?.Distance : null)
            .Add("clientAlgoId", BinanceIds.Write(order.Id))
            .Add("selfTradePreventionMode", BinanceWords.Of(extras?.SelfTrades))
            .Add("goodTillDate", GoodTill(order));
    }

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok or TimeInForce.Gtd) } =>
            WireDraft.Unsupported($"Binance futures have no time in force {order.TimeInForce}; use gtc, ioc, fok or gtd."),
        { TimeInForce: TimeInForce.Gtd, ExpiresAt: null } => WireDraft.Unsupported("A good-till-date order needs the time at which it ends."),
        { Type: OrderType.TrailingStop, Extras.Trail: not { IsPercent: true } } => WireDraft.Unsupported("Binance futures trail by a percentage only."),
        { VisibleQuantity: not null } => WireDraft.Unsupported("Binance futures have no icebergs."),
        { Extras.QuoteAmount: not null } => WireDraft.Unsupported("Binance futures take quantities, not amounts."),
        { Extras.TriggerBy: PriceSource.Index } => WireDraft.Unsupported("Stops of Binance futures watch the last or the mark price."),
        { Extras: { TakeProfit: not null } or { StopLoss: not null } } => WireDraft.Unsupported("Binance futures attach no exits to an order; place them beside it."),
        { Extras.ClosesPosition: true } when !IsConditional(order) => WireDraft.Unsupported("Only a stop at the market can close a whole position."),
        _ => null,
    };

    private static string? LifeOf(PlaceOrder order) => order.LimitPrice is null ? null : order.PostOnly ? "GTX" : BinanceWords.Of(order.TimeInForce);

    private static string? GoodTill(PlaceOrder order) => order is { TimeInForce: TimeInForce.Gtd, ExpiresAt: { } end } ? UnixTime.Milliseconds(end) : null;

    private static string? Of(PositionSide? side) => side switch
    {
        PositionSide.Long => "LONG",
        PositionSide.Short => "SHORT",
        _ => null,
    };
}
