using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>The engine's orders in spot's words.</summary>
internal static class KrakenOrderWords
{
    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static string TypeOf(Order order) => TypeOf(order.Terms);

    public static string TypeOf(OrderTerms terms) => terms.Type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => terms.Display is null ? "limit" : "iceberg",
        OrderType.TrailingStop => "trailing-stop",
        _ => (TakesProfit(terms) ? "take-profit" : "stop-loss") + (terms.LimitPrice is null ? "" : "-limit"),
    };

    public static string LifeOf(Order order) => order.Terms.TimeInForce switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtd => "GTD",
        _ => "GTC",
    };

    /// <summary>A stop that triggers when the price has moved in favour.</summary>
    public static bool TakesProfit(Order order) => TakesProfit(order.Terms);

    public static bool IsConditional(Order order) => order.Terms.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    /// <summary>As the lists of orders have it.</summary>
    public static string StatusOf(Order order) => order.State switch
    {
        VenueOrderState.Working or VenueOrderState.Triggered => "open",
        VenueOrderState.Filled => "closed",
        VenueOrderState.Expired => "expired",
        _ => "canceled",
    };

    /// <summary>As the stream has it.</summary>
    public static string StreamStatusOf(Order order) => order.State switch
    {
        VenueOrderState.Working or VenueOrderState.Triggered => order.Filled.IsZero ? "new" : "partially_filled",
        VenueOrderState.Filled => "filled",
        VenueOrderState.Expired => "expired",
        _ => "canceled",
    };

    public static string? ReasonOf(Order order) => order.State != VenueOrderState.Cancelled ? null : order.Reason switch
    {
        CancelReason.Requested => "User requested",
        CancelReason.SelfTrade => "Self trade prevention",
        CancelReason.InsufficientFunds => "Insufficient funds",
        CancelReason.WouldTakeLiquidity => "Post only order",
        _ => "No liquidity",
    };

    public static decimal AveragePrice(Order order) => order.Filled.IsZero ? 0m : order.Listing.Instrument.AveragePrice(order.Filled, order.FilledCost).Value;

    private static bool TakesProfit(OrderTerms terms) =>
        terms.Trigger is { } trigger && trigger == (terms.Side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling);
}
