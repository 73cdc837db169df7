using Signalbox.Markets;

namespace Signalbox.Venues.Okx;

/// <summary>OKX's words and ours.</summary>
internal static class OkxWords
{
    /// <summary>As a price: leave at the market.</summary>
    public const string AtMarket = "-1";

    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static Side? SideOf(string? word) => word switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        _ => null,
    };

    public static string? Of(PositionSide? side) => side switch
    {
        PositionSide.Long => "long",
        PositionSide.Short => "short",
        _ => null,
    };

    /// <summary>Null for a net position.</summary>
    public static PositionSide? PositionSideOf(string? word) => word switch
    {
        "long" => PositionSide.Long,
        "short" => PositionSide.Short,
        _ => null,
    };

    public static string? Of(PriceSource? source) => source switch
    {
        PriceSource.Last => "last",
        PriceSource.Mark => "mark",
        PriceSource.Index => "index",
        _ => null,
    };

    public static string? Of(SelfTradePrevention? mode) => mode switch
    {
        SelfTradePrevention.CancelTaker => "cancel_taker",
        SelfTradePrevention.CancelMaker => "cancel_maker",
        SelfTradePrevention.CancelBoth => "cancel_both",
        _ => null,
    };

    public static MarginMode? MarginModeOf(string? word) => word switch
    {
        "cross" => MarginMode.Cross,
        "isolated" => MarginMode.Isolated,
        _ => null,
    };

    /// <summary>Null for a state that is not in the documentation: a report in it says nothing we could rely on.</summary>
    public static VenueOrderState? StateOf(string? word, bool hasTriggered) => word switch
    {
        "live" or "partially_filled" => hasTriggered ? VenueOrderState.Triggered : VenueOrderState.Working,
        "filled" => VenueOrderState.Filled,
        "canceled" or "mmp_canceled" => VenueOrderState.Cancelled,
        _ => null,
    };

    /// <summary>Of an order that waits for its price; what becomes of it then is told by the order it becomes.</summary>
    public static VenueOrderState? AlgoStateOf(string? word) => word switch
    {
        "live" or "pause" => VenueOrderState.Working,
        "effective" or "partially_effective" or "partially_failed" => VenueOrderState.Triggered,
        "canceled" => VenueOrderState.Cancelled,
        "order_failed" => VenueOrderState.Rejected,
        _ => null,
    };

    public static (OrderType Type, TimeInForce? Life, bool PostOnly)? TypeOf(string? word) => word switch
    {
        "market" => (OrderType.Market, null, false),
        "limit" or "mmp" or "elp" => (OrderType.Limit, TimeInForce.Gtc, false),
        "post_only" or "mmp_and_post_only" => (OrderType.Limit, TimeInForce.Gtc, true),
        "ioc" => (OrderType.Limit, TimeInForce.Ioc, false),
        "optimal_limit_ioc" => (OrderType.Market, TimeInForce.Ioc, false),
        "fok" or "op_fok" => (OrderType.Limit, TimeInForce.Fok, false),
        _ => null,
    };

    /// <summary>Why a fill happened, by the kind of its order.</summary>
    public static FillCause CauseOfCategory(string? category) => category switch
    {
        "full_liquidation" or "partial_liquidation" => FillCause.Liquidation,
        "adl" => FillCause.AutoDeleveraging,
        "delivery" => FillCause.Settlement,
        _ => FillCause.Trade,
    };

    /// <summary>Why a fill happened, by the kind of its entry in the books.</summary>
    public static FillCause CauseOf(string? subType) => subType switch
    {
        "100" or "101" or "102" or "103" or "104" or "105" or "106" or "107" => FillCause.Liquidation,
        "125" or "126" or "127" or "128" => FillCause.AutoDeleveraging,
        "112" or "113" => FillCause.Settlement,
        _ => FillCause.Trade,
    };

    public static TradingStatus StatusOf(string? state) => state switch
    {
        "live" => TradingStatus.Trading,
        "expired" => TradingStatus.Delisted,
        _ => TradingStatus.Halted,
    };

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;

    public static string? TextOf(string? text) => text is { Length: > 0 } and not "0" ? text : null;
}
