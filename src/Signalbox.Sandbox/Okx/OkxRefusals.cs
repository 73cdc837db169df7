using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>The engine's refusals as OKX's codes and sentences.</summary>
internal static class OkxRefusals
{
    public static OkxFault Of(Refusal refusal, bool isAlgo) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds or RejectReason.NotShortable => new("51008", "Order failed. Insufficient balance or margin in account."),
        RejectReason.BelowMinimum => new("51020", "Your order should meet or exceed the minimum order amount."),
        RejectReason.AboveMaximum => new("51202", "The order quantity exceeds the maximum."),
        RejectReason.PriceOutOfRange => new("51150", "Precision of transaction amount or price exceeds the limit."),
        RejectReason.WouldTriggerImmediately => new("51278", "SL trigger price cannot be lower than the last price."),
        RejectReason.WouldTakeLiquidity => new("51511", "Operation failed as the order price doesn't meet the requirement for Post Only."),
        RejectReason.ReduceOnlyRefused => new("51169", "Order failed because you don't have any positions in this direction to reduce or close."),
        RejectReason.UnknownInstrument => OkxFault.Instrument,
        RejectReason.DuplicateClientOrderId => isAlgo ? new("51065", "algoClOrdId already exists") : new("51016", "Client order ID already exists"),
        RejectReason.UnknownOrder => OkxFault.NothingToCancel,
        RejectReason.Unsupported => new("51205", "Reduce-only is not available."),
        _ => refusal.Message.Contains("lot", StringComparison.Ordinal) ? new("51121", "Order quantity must be a multiple of the lot size.") : new("51000", refusal.Message),
    };
}
