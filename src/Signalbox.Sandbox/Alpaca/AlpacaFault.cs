using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>An error as Alpaca answers it.</summary>
internal sealed record AlpacaFault(int Status, long Code, string Message)
{
    public static readonly AlpacaFault KeyRefused = new(401, 40110000, "request is not authorized");
    public static readonly AlpacaFault Body = new(400, 40010000, "request body format is invalid");
    public static readonly AlpacaFault TooMany = new(429, 42910000, "rate limit exceeded");
    public static readonly AlpacaFault DuplicateId = new(422, 40010001, "client_order_id must be unique");

    public static readonly AlpacaFault NoSuchPosition = new(404, 40410000, "position does not exist");

    public static AlpacaFault Missing(string name) => new(422, 40010001, $"{name} is required");

    public static AlpacaFault Invalid(string message) => new(422, 42210000, message);

    public static AlpacaFault Forbidden(string message) => new(403, 40310000, message);

    public static AlpacaFault NoSuchOrder(string id) => new(404, 40410000, $"order not found for {id}");

    public static AlpacaFault NotCancelable(string status) => new(422, 42210000, $"order is already in \"{status}\" state");

    public static AlpacaFault NotListed(string symbol) => new(404, 40410000, $"asset not found for {symbol}");

    public static AlpacaFault NoSuchAsset(string symbol) => new(422, 42210000, $"asset \"{symbol}\" not found");

    public static AlpacaFault Of(Refusal refusal, string symbol) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds => Forbidden("insufficient buying power"),
        RejectReason.NotShortable => Forbidden($"asset \"{symbol}\" cannot be sold short"),
        RejectReason.BelowMinimum => Forbidden($"qty must be >= minimal qty of order: {refusal.Message}"),
        RejectReason.AboveMaximum => Invalid($"qty must be <= the largest of one order: {refusal.Message}"),
        RejectReason.PriceOutOfRange => Invalid("invalid limit_price: sub-penny increment does not fulfill minimum pricing criteria"),
        RejectReason.WouldTriggerImmediately => Invalid($"stop price must be on the other side of the market: {refusal.Message}"),
        RejectReason.UnknownInstrument => NoSuchAsset(symbol),
        RejectReason.DuplicateClientOrderId => DuplicateId,
        RejectReason.Unsupported => Invalid($"not supported: {refusal.Message}"),
        _ => Invalid(refusal.Message),
    };
}
