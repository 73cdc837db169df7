using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>The engine's refusals as spot's codes and sentences.</summary>
internal static class BinanceRefusals
{
    public static BinanceFault Spot(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds or RejectReason.NotShortable => BinanceFault.Rejected("Account has insufficient balance for requested action."),
        RejectReason.BelowMinimum => BinanceFault.Filter(refusal.Message.Contains("worth", StringComparison.Ordinal) ? "NOTIONAL" : "LOT_SIZE"),
        RejectReason.AboveMaximum => BinanceFault.Filter("LOT_SIZE"),
        RejectReason.PriceOutOfRange => BinanceFault.Filter("PRICE_FILTER"),
        RejectReason.WouldTriggerImmediately => BinanceFault.Rejected("Order would trigger immediately."),
        RejectReason.WouldTakeLiquidity => BinanceFault.Rejected("Order would immediately match and take."),
        RejectReason.UnknownInstrument => BinanceFault.Symbol,
        RejectReason.DuplicateClientOrderId => BinanceFault.Rejected("Duplicate order sent."),
        RejectReason.UnknownOrder => BinanceFault.UnknownOrder,
        RejectReason.Unsupported => new(400, -1014, "Unsupported order combination."),
        _ => refusal.Message.Contains("lot", StringComparison.Ordinal) ? BinanceFault.Filter("LOT_SIZE") : BinanceFault.Rejected(refusal.Message),
    };
}
