using Signalbox.Markets;

namespace Signalbox.Venues.Kraken.Futures;

internal static class KrakenFuturesWords
{
    /// <summary>Every place has its own spelling. Null for a type that is not in the documentation.</summary>
    public static (OrderType Type, bool TakesProfit, bool PostOnly)? TypeOf(string? type, bool hasLimit) => type?.ToUpperInvariant() switch
    {
        "LMT" or "LIMIT" or "IOC" or "FOK" or "ORDER" => (OrderType.Limit, false, false),
        "POST" => (OrderType.Limit, false, true),
        "MKT" or "MARKET" or "LIQUIDATION" or "ASSIGNMENT" or "UNWIND" => (OrderType.Market, false, false),
        "STP" or "STOP" or "TRIGGER_ORDER" => (hasLimit ? OrderType.StopLimit : OrderType.Stop, false, false),
        "TAKE_PROFIT" => (hasLimit ? OrderType.StopLimit : OrderType.Stop, true, false),
        "TRAILING_STOP" => (OrderType.TrailingStop, false, false),
        _ => null,
    };

    public static FillCause CauseOf(string? type) => type switch
    {
        "liquidation" => FillCause.Liquidation,
        "assignor" or "assignee" or "unwindBankrupt" or "unwindCounterparty" => FillCause.AutoDeleveraging,
        _ => FillCause.Trade,
    };

    public static bool? IsMaker(string? type) => type switch
    {
        "maker" => true,
        "taker" or "takerAfterEdit" or "liquidation" => false,
        _ => null,
    };

    /// <summary>How an order ended, by the reason its removal is told with; null while it goes on.</summary>
    public static VenueOrderState? EndOf(string? reason) => reason switch
    {
        "full_fill" => VenueOrderState.Filled,
        "contract_expired" => VenueOrderState.Expired,
        "stop_order_triggered" => VenueOrderState.Triggered,
        "post_order_failed_because_it_would_filled" or "post_order_failed_because_it_would_be_filled" or "would_execute_self" or "would_not_reduce_position" or "not_enough_margin" =>
            VenueOrderState.Rejected,
        _ => VenueOrderState.Cancelled,
    };
}
