using Signalbox.Markets;

namespace Signalbox.Venues.Coinbase;

/// <summary>The venue's words for ours; its streams and its answers write some of them differently.</summary>
internal static class CoinbaseWords
{
    public static string Of(Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static Side? SideOf(string? word) => word?.ToUpperInvariant() switch
    {
        "BUY" or "BID" or "ORDER_SIDE_BUY" => Side.Buy,
        "SELL" or "ASK" or "OFFER" or "ORDER_SIDE_SELL" => Side.Sell,
        _ => null,
    };

    /// <summary>Null for what says nothing that could be relied on.</summary>
    public static VenueOrderState? StateOf(string? status, string? trigger) => status switch
    {
        "OPEN" or "PENDING" or "QUEUED" or "CANCEL_QUEUED" or "EDIT_QUEUED" => trigger == "STOP_TRIGGERED" ? VenueOrderState.Triggered : VenueOrderState.Working,
        "FILLED" => VenueOrderState.Filled,
        "CANCELLED" => VenueOrderState.Cancelled,
        "EXPIRED" => VenueOrderState.Expired,
        "FAILED" => VenueOrderState.Rejected,
        _ => null,
    };

    /// <summary>Kinds that only the venue's own screens make are told by whether they have a limit.</summary>
    public static OrderType TypeOf(string? word, bool hasLimit) => word?.ToUpperInvariant().Replace(' ', '_') switch
    {
        "MARKET" => OrderType.Market,
        "STOP_LIMIT" or "STOPLIMIT" => OrderType.StopLimit,
        "STOP" => OrderType.Stop,
        _ => hasLimit ? OrderType.Limit : OrderType.Market,
    };

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        "GOOD_UNTIL_CANCELLED" => TimeInForce.Gtc,
        "GOOD_UNTIL_DATE_TIME" => TimeInForce.Gtd,
        "IMMEDIATE_OR_CANCEL" => TimeInForce.Ioc,
        "FILL_OR_KILL" => TimeInForce.Fok,
        _ => null,
    };

    public static MarginMode? MarginOf(string? word) => word?.ToUpperInvariant() switch
    {
        "MARGIN_TYPE_CROSS" or "CROSS" => MarginMode.Cross,
        "MARGIN_TYPE_ISOLATED" or "ISOLATED" => MarginMode.Isolated,
        _ => null,
    };

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;

    /// <summary>Fields that say nothing are empty, or a word that says so.</summary>
    public static string? ReasonOf(string? word) => word is null or "" or "REJECT_REASON_UNSPECIFIED" ? null : word;
}
