using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>The parameters of one order, and what Bybit has no order for.</summary>
internal static class BybitOrders
{
    private const int Rises = 1;
    private const int Falls = 2;

    /// <summary>Writes the order, or says why there is none like it.</summary>
    public static VenueOutcome.Rejected? Write(PlaceOrder order, BybitProduct product, JsonBody to)
    {
        if (Refuse(order, product) is { } refusal)
        {
            return refusal;
        }

        var isSpot = product == BybitProduct.Spot;
        var extras = order.Extras;
        var closes = extras?.ClosesPosition == true;
        to.Add("symbol", order.Instrument.Value)
            .Add("side", BybitWords.Of(order.Side))
            .Add("orderType", order.LimitPrice is null ? "Market" : "Limit")
            // The venue's way to close whatever there is: nothing, with both flags below.
            .Add("qty", closes ? 0m : extras?.QuoteAmount?.Value ?? order.Quantity.Value)
            .Add("marketUnit", isSpot && order.LimitPrice is null ? (extras?.QuoteAmount is null ? "baseCoin" : "quoteCoin") : null)
            .Add("price", order.LimitPrice?.Value)
            .Add("timeInForce", order.PostOnly ? BybitWords.PostOnly : order.LimitPrice is null ? null : BybitWords.Of(order.TimeInForce))
            .Add("orderLinkId", BybitIds.Write(order.Id))
            .Add("orderFilter", isSpot && order.StopPrice is not null ? FilterOf(order.Side) : null)
            .Add("triggerPrice", order.StopPrice?.Value)
            .Add("triggerDirection", order.StopPrice is null || isSpot ? null : DirectionOf(order))
            .Add("triggerBy", order.StopPrice is null || isSpot ? null : BybitWords.Of(extras?.TriggerBy))
            .Add("positionIdx", isSpot ? null : IndexOf(extras?.PositionSide))
            .AddTrue("reduceOnly", order.ReduceOnly || closes)
            .AddTrue("closeOnTrigger", closes)
            .Add("smpType", BybitWords.Of(extras?.SelfTrades));
        WriteExits(extras, isSpot, to);
        return null;
    }

    /// <summary>0 for a net position, else which of the two of a hedged account.</summary>
    public static int IndexOf(PositionSide? side) => side switch
    {
        PositionSide.Long => 1,
        PositionSide.Short => 2,
        _ => 0,
    };

    /// <summary>
    /// Spot has two kinds of stops. A sale is one that holds what it will sell from the beginning, so that it cannot end for
    /// want of it when the price comes; a purchase holds nothing until then.
    /// </summary>
    public static string FilterOf(Side side) => side == Side.Sell ? BybitWords.HoldingStop : BybitWords.PlainStop;

    /// <summary>A stop waits for the price to move against the side it leaves, a target for the opposite.</summary>
    private static int DirectionOf(PlaceOrder order) => (order.Side == Side.Buy) != (order.Extras?.TakesProfit == true) ? Rises : Falls;

    private static void WriteExits(OrderExtras? extras, bool isSpot, JsonBody to)
    {
        if (extras is not ({ TakeProfit: not null } or { StopLoss: not null }))
        {
            return;
        }

        var (profit, loss) = (extras.TakeProfit, extras.StopLoss);
        var isPartial = profit?.Limit is not null || loss?.Limit is not null;
        to.Add("takeProfit", (profit?.Trigger ?? profit?.Limit)?.Value)
            .Add("stopLoss", (loss?.Trigger ?? loss?.Limit)?.Value)
            .Add("tpTriggerBy", isSpot ? null : BybitWords.Of(profit?.TriggerBy))
            .Add("slTriggerBy", isSpot ? null : BybitWords.Of(loss?.TriggerBy))
            // Only exits of a part of the position may rest at a limit.
            .Add("tpslMode", isSpot ? null : isPartial ? "Partial" : "Full")
            .Add("tpLimitPrice", profit?.Limit?.Value)
            .Add("slLimitPrice", loss?.Limit?.Value)
            .Add("tpOrderType", profit is null ? null : profit.Limit is null ? "Market" : "Limit")
            .Add("slOrderType", loss is null ? null : loss.Limit is null ? "Market" : "Limit");
    }

    private static VenueOutcome.Rejected? Refuse(PlaceOrder order, BybitProduct product) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok) } =>
            WireDraft.Unsupported($"Bybit has no time in force {order.TimeInForce}; use gtc, ioc or fok."),
        { Type: OrderType.TrailingStop } =>
            WireDraft.Unsupported("Bybit trails the stop of a position, not an order of its own."),
        { VisibleQuantity: not null } => WireDraft.Unsupported("Bybit's orders show their whole quantity."),
        { PostOnly: true, LimitPrice: null } => WireDraft.Unsupported("Only a limit order can be post-only."),
        { Extras.SelfTrades: SelfTradePrevention.Decrement } => WireDraft.Unsupported("Bybit does not reduce orders that meet each other; it cancels one or both."),
        { ReduceOnly: true, Extras: { TakeProfit: not null } or { StopLoss: not null } } =>
            WireDraft.Unsupported("An order that only reduces a position carries no exits of its own."),
        _ => product == BybitProduct.Spot ? RefuseSpot(order) : RefuseContract(order),
    };

    private static VenueOutcome.Rejected? RefuseSpot(PlaceOrder order) => order switch
    {
        { ReduceOnly: true } => WireDraft.Unsupported("Spot accounts have no positions, so no order can be reduce-only."),
        { Extras.PositionSide: not null } or { Extras.ClosesPosition: true } =>
            WireDraft.Unsupported("Spot accounts have no positions that an order could close."),
        { Extras.QuoteAmount: not null, LimitPrice: not null } => WireDraft.Unsupported("Only a market order of Bybit spot is sized in the quote currency."),
        { Extras.TriggerBy: not (null or PriceSource.Last) } or { Extras.TakeProfit.TriggerBy: not (null or PriceSource.Last) }
            or { Extras.StopLoss.TriggerBy: not (null or PriceSource.Last) } => WireDraft.Unsupported("Stops of Bybit spot watch the last price."),
        { Extras: { TakeProfit: not null } or { StopLoss: not null } } when order.LimitPrice is null || order.StopPrice is not null =>
            WireDraft.Unsupported("Only a limit order of Bybit spot carries exits of its own."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseContract(PlaceOrder order) => order switch
    {
        { Extras.QuoteAmount: not null } => WireDraft.Unsupported("Only a market order of Bybit spot is sized in the quote currency."),
        _ => null,
    };
}
