using Signalbox.Markets;

namespace Signalbox.Venues.Alpaca;

/// <summary>The venue's words for ours.</summary>
internal static class AlpacaWords
{
    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static Side? SideOf(string? word) => word switch
    {
        "buy" or "buy_minus" => Side.Buy,
        "sell" or "sell_plus" or "sell_short" or "sell_short_exempt" => Side.Sell,
        _ => null,
    };

    public static string Of(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => "limit",
        OrderType.Stop => "stop",
        OrderType.StopLimit => "stop_limit",
        _ => "trailing_stop",
    };

    public static OrderType? TypeOf(string? word) => word switch
    {
        "market" => OrderType.Market,
        "limit" => OrderType.Limit,
        "stop" => OrderType.Stop,
        "stop_limit" => OrderType.StopLimit,
        "trailing_stop" => OrderType.TrailingStop,
        _ => null,
    };

    /// <summary>Null for what Alpaca has no word for.</summary>
    public static string? Of(TimeInForce life) => life switch
    {
        TimeInForce.Day => "day",
        TimeInForce.Gtc => "gtc",
        TimeInForce.Ioc => "ioc",
        TimeInForce.Fok => "fok",
        TimeInForce.Opg => "opg",
        TimeInForce.Cls => "cls",
        _ => null,
    };

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        "day" => TimeInForce.Day,
        "gtc" => TimeInForce.Gtc,
        "gtd" => TimeInForce.Gtd,
        "ioc" => TimeInForce.Ioc,
        "fok" => TimeInForce.Fok,
        "opg" => TimeInForce.Opg,
        "cls" => TimeInForce.Cls,
        _ => null,
    };

    /// <summary>
    /// Null for a state that is not in the documentation. What was replaced has ended itself; what took its place is
    /// another order.
    /// </summary>
    public static VenueOrderState? StateOf(string? status) => status switch
    {
        "new" or "accepted" or "pending_new" or "accepted_for_bidding" or "partially_filled" or "held" or "stopped" or "suspended" or "calculated"
            or "done_for_day" or "pending_cancel" or "pending_replace" or "pending_review" => VenueOrderState.Working,
        "filled" => VenueOrderState.Filled,
        "canceled" or "replaced" => VenueOrderState.Cancelled,
        "expired" => VenueOrderState.Expired,
        "rejected" => VenueOrderState.Rejected,
        _ => null,
    };

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;
}
