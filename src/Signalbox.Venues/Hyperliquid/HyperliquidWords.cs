using Signalbox.Markets;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>The venue's words in ours. Null for a word that is not in its documentation.</summary>
internal static class HyperliquidWords
{
    public static Side? SideOf(string? word) => word switch
    {
        "B" => Side.Buy,
        "A" => Side.Sell,
        _ => null,
    };

    public static MarginMode? ModeOf(string? word) => word switch
    {
        "cross" => MarginMode.Cross,
        "isolated" => MarginMode.Isolated,
        _ => null,
    };

    /// <summary>Orders in <c>orderUpdates</c> say nothing of their type; they are limits as far as one can see.</summary>
    public static (OrderType Type, bool TakesProfit)? TypeOf(string? word) => word switch
    {
        null or "Limit" => (OrderType.Limit, false),
        "Market" => (OrderType.Market, false),
        "Stop Market" => (OrderType.Stop, false),
        "Stop Limit" => (OrderType.StopLimit, false),
        "Take Profit Market" => (OrderType.Stop, true),
        "Take Profit Limit" => (OrderType.StopLimit, true),
        _ => null,
    };

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        "Gtc" or "Alo" => TimeInForce.Gtc,
        "Ioc" or "FrontendMarket" or "LiquidationMarket" => TimeInForce.Ioc,
        _ => null,
    };

    /// <summary>Every documented end but being filled ends in "Canceled" or "Rejected", and says why before it.</summary>
    public static VenueOrderState? StateOf(string? status) => status switch
    {
        "open" => VenueOrderState.Working,
        "triggered" => VenueOrderState.Triggered,
        "filled" => VenueOrderState.Filled,
        "canceled" or "scheduledCancel" => VenueOrderState.Cancelled,
        "rejected" => VenueOrderState.Rejected,
        "marginCanceled" or "vaultWithdrawalCanceled" or "openInterestCapCanceled" or "selfTradeCanceled" or "reduceOnlyCanceled" or "siblingFilledCanceled"
            or "delistedCanceled" or "liquidatedCanceled" or "internalCancel" or "outcomeSettledCanceled" => VenueOrderState.Cancelled,
        "tickRejected" or "minTradeNtlRejected" or "perpMarginRejected" or "reduceOnlyRejected" or "badAloPxRejected" or "iocCancelRejected" or "badTriggerPxRejected"
            or "marketOrderNoLiquidityRejected" or "positionIncreaseAtOpenInterestCapRejected" or "positionFlipAtOpenInterestCapRejected"
            or "tooAggressiveAtOpenInterestCapRejected" or "openInterestIncreaseRejected" or "insufficientSpotBalanceRejected" or "oracleRejected"
            or "perpMaxPositionRejected" => VenueOrderState.Rejected,
        _ => null,
    };

    /// <summary>Why it ended, where the venue says more than that it did.</summary>
    public static string? ReasonOf(string? status) => status is null or "open" or "triggered" or "filled" or "canceled" or "rejected" ? null : status;

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;
}
