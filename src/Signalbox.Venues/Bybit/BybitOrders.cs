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
        to.Add("symbol", order.Instrument.Value)
            .Add("side", BybitWords.Of(order.Side))
            .Add("orderType", order.LimitPrice is null ? "Market" : "Limit")
            .Add("qty", extras?.QuoteAmount?.Value ?? order.Quantity.Value)
            .Add("marketUnit", isSpot && order.LimitPrice is null ? (extras?.QuoteAmount is null ? "baseCoin" : "quoteCoin") : null)
            .Add("price", order.LimitPrice?.Value)
            .Add("timeInForce", order.PostOnly ? BybitWords.PostOnly : order.LimitPrice is null ? null : BybitWords.Of(order.TimeInForce))
            .Add("orderLinkId", BybitIds.Write(order.Id))
            .Add("orderFilter", isSpot && order.StopPrice is not null ? "StopOrder" : null)
            .Add("triggerPrice", order.StopPrice?.Value)
            .Add("triggerDirection", order.StopPrice is null || isSpot ? null : DirectionOf(order))
            .Add("triggerBy", order.StopPrice is null || isSpot ? null : BybitWords.Of(extras?.TriggerBy))
            .Add("positionIdx", isSpot ? null : IndexOf(extras?.PositionSide))
            .AddTrue("reduceOnly", order.ReduceOnly)
            .AddTrue("closeOnTrigger", extras?.ClosesPosition == true)
            .Add("smpType", BybitWords.Of(extras?.SelfTrades));
        WriteExits(extras, to);
        return null;
    }

    /// <summary>0 for a net position, else which of the two of a hedged account.</summary>
    public static int IndexOf(PositionSide? side) => side switch
    {
        PositionSide.Long => 1,
        PositionSide.Short => 2,
        _ => 0,
    };

    /// <summary>A stop waits for the price to move against the side it leaves, a target for the opposite.</summary>
    private static int DirectionOf(PlaceOrder order) => (order.Side == Side.Buy) != (order.Extras?.TakesProfit == true) ? Rises : Falls;

    private static void WriteExits(OrderExtras? extras, JsonBody to)
    {
        if (extras is not ({ TakeProfit: not null } or { StopLoss: not null }))
        {
            return;
        }

        var (profit, loss) = (extras.TakeProfit, extras.StopLoss);
        var isPartial = profit?.Limit is not null || loss?.Limit is not null;
        to.Add("takeProfit", (profit?.Trigger ?? profit?.Limit)?.Value)
            .Add("stopLoss", (loss?.Trigger ?? loss?.Limit)?.Value)
            .Add("tpTriggerBy", BybitWords.Of(profit?.TriggerBy))
            .Add("slTriggerBy", BybitWords.Of(loss?.TriggerBy))
            .Add("tpslMode", isPartial ? "Partial" : "Full")
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
        { ReduceOnly: true } when product == BybitProduct.Spot =>
            WireDraft.Unsupported("Spot accounts have no positions, so no order can be reduce-only."),
        { Extras.PositionSide: not null } or { Extras.ClosesPosition: true } when product == BybitProduct.Spot =>
            WireDraft.Unsupported("Spot accounts have no positions that an order could close."),
        { Extras.QuoteAmount: not null } when product != BybitProduct.Spot || order.LimitPrice is not null =>
            WireDraft.Unsupported("Only a market order of Bybit spot is sized in the quote currency."),
        { Extras.TriggerBy: not (null or PriceSource.Last) } when product == BybitProduct.Spot =>
            WireDraft.Unsupported("Stops of Bybit spot watch the last price."),
        _ => null,
    };
}
