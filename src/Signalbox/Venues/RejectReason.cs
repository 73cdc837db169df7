using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Venues;

/// <summary>Why a venue refused, in our words; each venue's table maps its codes to these.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RejectReason>))]
public enum RejectReason
{
    Other,
    InsufficientFunds,
    BelowMinimum,
    AboveMaximum,
    PriceOutOfRange,
    WouldTriggerImmediately,
    WouldTakeLiquidity,
    ReduceOnlyRefused,
    UnknownInstrument,
    MarketClosed,
    NotShortable,
    Unsupported,
    DuplicateClientOrderId,
    UnknownOrder,
    Unauthorized,
    RateLimited,
}
