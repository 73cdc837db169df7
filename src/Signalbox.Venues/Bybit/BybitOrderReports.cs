using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>An order as answers and streams tell it, in our words.</summary>
internal static class BybitOrderReports
{
    /// <summary>Null when it is in a state, or of a kind, that is not in the documentation.</summary>
    public static OrderReport? Decode(BybitOrder order)
    {
        var isConditional = order.TriggerPrice is > 0;
        if (order is not { OrderId: { Length: > 0 } id, Symbol: { } symbol, Qty: { } asked }
            || BybitWords.SideOf(order.Side) is not { } side
            || TypeOf(order, isConditional) is not { } type
            || BybitWords.StateOf(order.OrderStatus, isConditional) is not { } state)
        {
            return null;
        }

        var ours = BybitIds.Read(order.OrderLinkId);
        var filled = order.CumExecQty ?? 0;
        return new()
        {
            ClientOrderId = ours,
            ForeignClientId = ours is null && order.OrderLinkId is { Length: > 0 } foreign ? foreign : null,
            VenueOrderId = new(id),
            Instrument = new(symbol),
            Side = side,
            Type = type,
            State = state,
            // Where the quantity is an amount of the quote currency, only what has filled is known in the base.
            Quantity = new(order.MarketUnit == "quoteCoin" && order.OrderType == "Market" ? filled : asked),
            FilledQuantity = new(filled),
            LimitPrice = order.OrderType == "Limit" ? BybitWords.PriceOf(order.Price) : null,
            StopPrice = BybitWords.PriceOf(order.TriggerPrice),
            AveragePrice = BybitWords.PriceOf(order.AvgPrice),
            TimeInForce = BybitWords.LifeOf(order.TimeInForce),
            ReduceOnly = order.ReduceOnly,
            PostOnly = order.TimeInForce is BybitWords.PostOnly or BybitWords.RetailOnly,
            TakesProfit = TakesProfit(order, side),
            PositionSide = BybitWords.PositionSideOf(order.PositionIdx),
            At = UnixTime.FromMilliseconds(order.UpdatedTime > 0 ? order.UpdatedTime : order.CreatedTime),
            Reason = ReasonOf(order),
        };
    }

    /// <summary>
    /// A stop of spot has no direction of its own: it waits for the price to come to it from where it was when the order was
    /// made. True when that is not what we meant by it; null when the answer does not tell.
    /// </summary>
    public static bool? WaitsTheOtherWay(BybitOrder order, bool takesProfit) =>
        order is { TriggerPrice: { } trigger and > 0, BasePrice: { } last and > 0 } && BybitWords.SideOf(order.Side) is { } side
            ? TakesProfit(side, isRising: trigger > last) != takesProfit
            : null;

    private static bool TakesProfit(BybitOrder order, Side side) => order switch
    {
        { StopOrderType: "TakeProfit" or "PartialTakeProfit" or "TrailingProfit" } => true,
        { StopOrderType: "StopLoss" or "PartialStopLoss" or "TrailingStop" } => false,
        { TriggerDirection: 1 or 2 } => TakesProfit(side, order.TriggerDirection == 1),
        { TriggerPrice: { } trigger and > 0, BasePrice: { } last and > 0 } => TakesProfit(side, trigger > last),
        _ => false,
    };

    private static bool TakesProfit(Side side, bool isRising) => (side == Side.Sell) == isRising;

    private static OrderType? TypeOf(BybitOrder order, bool isConditional) => (order.OrderType, isConditional) switch
    {
        _ when order.StopOrderType is "TrailingStop" or "TrailingProfit" => OrderType.TrailingStop,
        ("Market", false) => OrderType.Market,
        ("Limit", false) => OrderType.Limit,
        ("Market", true) => OrderType.Stop,
        ("Limit", true) => OrderType.StopLimit,
        // Trades agreed outside of the book, and what the venue has no word for.
        ("UNKNOWN" or "Block trade-Limit" or "Block trade Roll Back", _) => OrderType.Market,
        _ => null,
    };

    private static string? ReasonOf(BybitOrder order) => order.RejectReason is { Length: > 0 } and not "EC_NoError" ? order.RejectReason
        : order.CancelType is { Length: > 0 } and not "UNKNOWN" ? order.CancelType
        : null;
}
