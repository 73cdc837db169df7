using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>The engine's orders in Binance's words, spot and futures alike.</summary>
internal static class BinanceOrderWords
{
    public static string Of(Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static string Status(Order order) => order.State switch
    {
        VenueOrderState.Working or VenueOrderState.Triggered => order.Filled.IsZero ? "NEW" : "PARTIALLY_FILLED",
        VenueOrderState.Filled => "FILLED",
        VenueOrderState.Rejected => "REJECTED",
        VenueOrderState.Cancelled when order.Reason is CancelReason.Requested => "CANCELED",
        VenueOrderState.Cancelled when order.Reason is CancelReason.SelfTrade => "EXPIRED_IN_MATCH",
        _ => "EXPIRED",
    };

    public static string? ExpiryReason(Order order) => order.State is VenueOrderState.Cancelled or VenueOrderState.Expired
        ? order.Reason switch
        {
            CancelReason.ImmediateOrCancel => "UNFILLED_IOC_QUANTITY_EXPIRED",
            CancelReason.FillOrKill => "UNFILLED_FOK_ORDER_EXPIRED",
            CancelReason.NoLiquidity => "INSUFFICIENT_LIQUIDITY",
            CancelReason.OneCancelsOther => "OCO_TRIGGER",
            CancelReason.Requested => null,
            _ => "REJECTED",
        }
        : null;

    public static string Life(Order order) => order.Terms.TimeInForce switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtd => "GTD",
        _ => order.Terms.PostOnly ? "GTX" : "GTC",
    };

    /// <summary>A stop that triggers when the price has moved in favour.</summary>
    public static bool TakesProfit(Order order) =>
        order.Terms.Trigger is { } trigger && trigger == (order.Side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling);

    public static Side? SideOf(string? word) => word switch
    {
        "BUY" => Side.Buy,
        "SELL" => Side.Sell,
        _ => null,
    };

    /// <summary>Whether the venue takes it as a client's id.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 36 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '/' or '_' or '-');

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        null or "GTC" or "GTX" => TimeInForce.Gtc,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        "GTD" => TimeInForce.Gtd,
        _ => null,
    };

    public static decimal AveragePrice(Order order) => order.Filled.IsZero ? 0m : order.Listing.Instrument.AveragePrice(order.Filled, order.FilledCost).Value;
}
