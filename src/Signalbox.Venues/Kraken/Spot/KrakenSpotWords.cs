using Signalbox.Markets;

namespace Signalbox.Venues.Kraken.Spot;

internal static class KrakenSpotWords
{
    /// <summary>Null for a type that is not in the documentation.</summary>
    public static (OrderType Type, bool TakesProfit)? TypeOf(string? type) => type switch
    {
        "market" or "settle-position" => (OrderType.Market, false),
        "limit" or "iceberg" => (OrderType.Limit, false),
        "stop-loss" => (OrderType.Stop, false),
        "stop-loss-limit" => (OrderType.StopLimit, false),
        "take-profit" => (OrderType.Stop, true),
        "take-profit-limit" => (OrderType.StopLimit, true),
        "trailing-stop" or "trailing-stop-limit" => (OrderType.TrailingStop, false),
        _ => null,
    };

    public static bool IsConditional(OrderType type) => type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    /// <summary>Null for a state that is not in the documentation: a report in it says nothing we could rely on.</summary>
    public static VenueOrderState? StateOf(string? status, bool isTriggered) => status switch
    {
        "pending" or "open" or "pending_new" or "new" or "partially_filled" => isTriggered ? VenueOrderState.Triggered : VenueOrderState.Working,
        "closed" or "filled" => VenueOrderState.Filled,
        "canceled" => VenueOrderState.Cancelled,
        "expired" => VenueOrderState.Expired,
        _ => null,
    };

    /// <summary>Null where it is the venue's own default.</summary>
    public static string? Of(TimeInForce life) => life switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtd => "GTD",
        _ => null,
    };

    public static TimeInForce? LifeOf(string? word) => word?.ToUpperInvariant() switch
    {
        "GTC" => TimeInForce.Gtc,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        "GTD" => TimeInForce.Gtd,
        _ => null,
    };

    public static string? Of(SelfTradePrevention? mode) => mode switch
    {
        SelfTradePrevention.CancelTaker => "cancel-newest",
        SelfTradePrevention.CancelMaker => "cancel-oldest",
        SelfTradePrevention.CancelBoth => "cancel-both",
        _ => null,
    };

    public static string? Of(PriceSource? source) => source switch
    {
        PriceSource.Last => "last",
        PriceSource.Index => "index",
        _ => null,
    };

    public static TradingStatus StatusOf(string? status) => status switch
    {
        null or "" or "online" or "post_only" or "limit_only" => TradingStatus.Trading,
        "cancel_only" or "reduce_only" => TradingStatus.CancelOnly,
        "delisted" => TradingStatus.Delisted,
        _ => TradingStatus.Halted,
    };

    public static bool Lists(string? flags, string flag) => flags is not null && flags.Split(',').Contains(flag, StringComparer.Ordinal);
}
