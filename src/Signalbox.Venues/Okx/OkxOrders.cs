using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>The parameters of one order, and what OKX has no order for. What waits for a price is written elsewhere.</summary>
internal static class OkxOrders
{
    public static bool IsAlgo(PlaceOrder order) => order.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    public static JsonBody Write(PlaceOrder order, OkxProduct product, MarginMode? margin)
    {
        var extras = order.Extras;
        var isMarket = order.LimitPrice is null;
        var body = new JsonBody()
            .Add("instId", order.Instrument.Value)
            .Add("tdMode", product.TradeMode(extras?.MarginMode ?? margin))
            .Add("clOrdId", OkxIds.Write(order.Id))
            .Add("side", OkxWords.Of(order.Side))
            .Add("posSide", OkxWords.Of(extras?.PositionSide))
            .Add("ordType", TypeOf(order))
            .Add("sz", extras?.QuoteAmount?.Value ?? order.Quantity.Value)
            .Add("px", order.LimitPrice?.Value)
            .Add("tgtCcy", product.IsSpot && isMarket ? Target(extras) : null)
            .AddTrue("reduceOnly", ReducesOnly(order))
            .Add("stpMode", OkxWords.Of(extras?.SelfTrades));
        return WriteExits(extras, body);
    }

    /// <summary>Which currency the size of a spot market order counts: the venue would take the quote for purchases.</summary>
    public static string Target(OrderExtras? extras) => extras?.QuoteAmount is null ? "base_ccy" : "quote_ccy";

    /// <summary>A hedged position is reduced by its side alone.</summary>
    public static bool ReducesOnly(PlaceOrder order) => order.ReduceOnly && order.Extras?.PositionSide is null;

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order, OkxProduct product) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok) } =>
            WireDraft.Unsupported($"OKX has no time in force {order.TimeInForce}; use gtc, ioc or fok."),
        { VisibleQuantity: not null } =>
            WireDraft.Unsupported("Orders of OKX show their whole quantity; its icebergs are strategies that follow the book and rest at no price."),
        { ReduceOnly: true } when product.IsSpot && order.Extras?.MarginMode is null =>
            WireDraft.Unsupported("Spot that is paid in full has no positions, so no order can be reduce-only."),
        { Extras.PositionSide: not null } or { Extras.ClosesPosition: true } when product.IsSpot =>
            WireDraft.Unsupported("Spot accounts have no positions that an order could close."),
        { Extras.QuoteAmount: not null } when !product.IsSpot || order.LimitPrice is not null =>
            WireDraft.Unsupported("Only a market order of OKX spot is sized in the quote currency."),
        { Extras.SelfTrades: SelfTradePrevention.None or SelfTradePrevention.Decrement } =>
            WireDraft.Unsupported("OKX prevents self-trades by cancelling the taker, the maker or both."),
        { Extras.SelfTrades: SelfTradePrevention.CancelBoth, TimeInForce: TimeInForce.Fok } =>
            WireDraft.Unsupported("OKX cannot cancel both sides of a self-trade when the order is fill-or-kill."),
        { ReduceOnly: true, Extras: { TakeProfit: not null } or { StopLoss: not null } } =>
            WireDraft.Unsupported("An order of OKX that only reduces a position has no exits of its own."),
        { Extras.ClosesPosition: true } when order.Type != OrderType.Stop =>
            WireDraft.Unsupported("Only a stop at the market can close a whole position."),
        _ => IsAlgo(order) ? OkxAlgoOrders.Refuse(order, product) : null,
    };

    private static string TypeOf(PlaceOrder order) => order switch
    {
        { LimitPrice: null } => "market",
        { PostOnly: true } => "post_only",
        { TimeInForce: TimeInForce.Ioc } => "ioc",
        { TimeInForce: TimeInForce.Fok } => "fok",
        _ => "limit",
    };

    /// <summary>Exits that the venue makes when the order has filled.</summary>
    private static JsonBody WriteExits(OrderExtras? extras, JsonBody to)
    {
        if (extras is not ({ TakeProfit: not null } or { StopLoss: not null }))
        {
            return to;
        }

        var exits = new JsonBody();
        if (extras.TakeProfit is { } profit)
        {
            exits.Add("tpTriggerPx", profit.Trigger?.Value)
                .Add("tpOrdPx", PriceOf(profit.Limit))
                .Add("tpTriggerPxType", OkxWords.Of(profit.TriggerBy))
                .Add("tpOrdKind", profit.Trigger is null ? "limit" : null);
        }

        if (extras.StopLoss is { } loss)
        {
            exits.Add("slTriggerPx", (loss.Trigger ?? loss.Limit)?.Value)
                .Add("slOrdPx", PriceOf(loss.Limit))
                .Add("slTriggerPxType", OkxWords.Of(loss.TriggerBy));
        }

        return to.AddList("attachAlgoOrds", [exits]);
    }

    internal static string PriceOf(Price? limit) => limit is { } price ? price.ToString() : OkxWords.AtMarket;
}
