using Signalbox.Markets;

namespace Signalbox.Venues.Bybit;

/// <summary>Bybit's words and ours.</summary>
internal static class BybitWords
{
    public const string PostOnly = "PostOnly";

    /// <summary>A post-only order that meets only people who trade by hand.</summary>
    public const string RetailOnly = "RPI";

    /// <summary>Kinds of spot orders: a stop that holds what it will trade, and one that does not.</summary>
    public const string HoldingStop = "tpslOrder";
    public const string PlainStop = "StopOrder";

    public static string Of(Side side) => side == Side.Buy ? "Buy" : "Sell";

    public static Side? SideOf(string? word) => word switch
    {
        "Buy" => Side.Buy,
        "Sell" => Side.Sell,
        _ => null,
    };

    public static PositionSide? PositionSideOf(long index) => index switch
    {
        1 => PositionSide.Long,
        2 => PositionSide.Short,
        _ => null,
    };

    /// <summary>Null for what Bybit has no word for.</summary>
    public static string? Of(TimeInForce life) => life switch
    {
        TimeInForce.Gtc => "GTC",
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        _ => null,
    };

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        "GTC" or PostOnly or RetailOnly => TimeInForce.Gtc,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        _ => null,
    };

    public static string? Of(PriceSource? source) => source switch
    {
        PriceSource.Last => "LastPrice",
        PriceSource.Mark => "MarkPrice",
        PriceSource.Index => "IndexPrice",
        _ => null,
    };

    public static string? Of(SelfTradePrevention? mode) => mode switch
    {
        SelfTradePrevention.None => "None",
        SelfTradePrevention.CancelTaker => "CancelTaker",
        SelfTradePrevention.CancelMaker => "CancelMaker",
        SelfTradePrevention.CancelBoth => "CancelBoth",
        _ => null,
    };

    /// <summary>Null for a state that is not in the documentation: a report in it says nothing we could rely on.</summary>
    public static VenueOrderState? StateOf(string? status, bool isConditional) => status switch
    {
        "Untriggered" or "Created" => VenueOrderState.Working,
        "Triggered" => VenueOrderState.Triggered,
        "New" or "PartiallyFilled" => isConditional ? VenueOrderState.Triggered : VenueOrderState.Working,
        "Filled" => VenueOrderState.Filled,
        "Cancelled" or "PartiallyFilledCanceled" or "Deactivated" => VenueOrderState.Cancelled,
        "Rejected" => VenueOrderState.Rejected,
        _ => null,
    };

    /// <summary>Null for kinds of executions that are no fills: funding, fees, moves.</summary>
    public static FillCause? CauseOf(string? kind) => kind switch
    {
        "Trade" or "BlockTrade" or "FutureSpread" => FillCause.Trade,
        "BustTrade" => FillCause.Liquidation,
        "AdlTrade" => FillCause.AutoDeleveraging,
        "Delivery" or "Settle" => FillCause.Settlement,
        _ => null,
    };

    public static TradingStatus StatusOf(string? status) => status switch
    {
        "Trading" => TradingStatus.Trading,
        "Closed" or "Delivering" => TradingStatus.Delisted,
        _ => TradingStatus.Halted,
    };

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;
}
