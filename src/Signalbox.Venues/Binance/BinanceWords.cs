using Signalbox.Markets;

namespace Signalbox.Venues.Binance;

/// <summary>Words that spot and futures share.</summary>
internal static class BinanceWords
{
    public static string Of(Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static Side? SideOf(string? word) => word switch
    {
        "BUY" => Side.Buy,
        "SELL" => Side.Sell,
        _ => null,
    };

    /// <summary>Null for what Binance has no word for.</summary>
    public static string? Of(TimeInForce life) => life switch
    {
        TimeInForce.Gtc => "GTC",
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtd => "GTD",
        _ => null,
    };

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        "GTC" or "GTX" or "GTE_GTC" or "RPI" => TimeInForce.Gtc,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        "GTD" => TimeInForce.Gtd,
        _ => null,
    };

    public static string? Of(SelfTradePrevention? mode) => mode switch
    {
        SelfTradePrevention.None => "NONE",
        SelfTradePrevention.CancelTaker => "EXPIRE_TAKER",
        SelfTradePrevention.CancelMaker => "EXPIRE_MAKER",
        SelfTradePrevention.CancelBoth => "EXPIRE_BOTH",
        SelfTradePrevention.Decrement => "DECREMENT",
        _ => null,
    };

    /// <summary>Null for a state that is not in the documentation: a report in it says nothing we could rely on.</summary>
    public static VenueOrderState? StateOf(string? status, bool isTriggered) => status switch
    {
        "NEW" or "PARTIALLY_FILLED" when isTriggered => VenueOrderState.Triggered,
        // The last two are liquidations that the insurance fund or other positions take over.
        "NEW" or "PENDING_NEW" or "PARTIALLY_FILLED" or "PENDING_CANCEL" or "NEW_INSURANCE" or "NEW_ADL" => VenueOrderState.Working,
        "FILLED" => VenueOrderState.Filled,
        "CANCELED" => VenueOrderState.Cancelled,
        "REJECTED" => VenueOrderState.Rejected,
        "EXPIRED" or "EXPIRED_IN_MATCH" => VenueOrderState.Expired,
        _ => null,
    };

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;

    public static TradingStatus StatusOf(string? status) => status switch
    {
        "TRADING" => TradingStatus.Trading,
        "CANCEL_ONLY" => TradingStatus.CancelOnly,
        "DELIVERED" or "CLOSE" or "SETTLING" or "DELIVERING" => TradingStatus.Delisted,
        _ => TradingStatus.Halted,
    };
}
