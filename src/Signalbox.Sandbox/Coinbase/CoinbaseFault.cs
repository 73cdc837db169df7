using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>An error as Coinbase answers it.</summary>
internal sealed record CoinbaseFault(int Status, string Error, string Message)
{
    public static readonly CoinbaseFault TooMany = new(429, "rate_limit_exceeded", "Too many requests");
    public static readonly CoinbaseFault Body = new(400, "INVALID_ARGUMENT", "The body of the request cannot be read");
    public static readonly CoinbaseFault NoSuchProduct = new(400, "INVALID_ARGUMENT", "valid product_id is required");
    public static readonly CoinbaseFault NoSuchOrder = new(404, "NOT_FOUND", "order with this orderID was not found");

    public static readonly CoinbaseFault NoSuchAccount = new(404, "NOT_FOUND", "account with this uuid was not found");
    public static readonly CoinbaseFault NotListed = new(404, "NOT_FOUND", "product with this product_id was not found");

    /// <summary>An order that is refused is answered with status 200.</summary>
    public static CoinbaseFault OfOrder(string reason, string message) => new(200, reason, message);

    /// <param name="isRising">Which way the price was to pass the stop.</param>
    public static CoinbaseFault Of(Refusal refusal, bool isRising) => OfOrder(
        refusal.Reason switch
        {
            RejectReason.InsufficientFunds or RejectReason.NotShortable => "INSUFFICIENT_FUND",
            RejectReason.BelowMinimum => "INVALID_BASE_SIZE_TOO_SMALL",
            RejectReason.AboveMaximum => "INVALID_BASE_SIZE_TOO_LARGE",
            RejectReason.PriceOutOfRange => "INVALID_PRICE_PRECISION",
            RejectReason.WouldTakeLiquidity => "INVALID_LIMIT_PRICE_POST_ONLY",
            RejectReason.WouldTriggerImmediately => isRising ? "STOP_PRICE_BELOW_LAST_TRADE_PRICE" : "STOP_PRICE_ABOVE_LAST_TRADE_PRICE",
            RejectReason.Unsupported => "UNSUPPORTED_ORDER_CONFIGURATION",
            _ => "INVALID_ORDER_CONFIG",
        },
        refusal.Message);
}
