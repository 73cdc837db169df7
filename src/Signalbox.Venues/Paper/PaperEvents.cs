using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>From now on one account sees a price of its own.</summary>
/// <param name="IsFrozen">The price stays; otherwise it moves on from here in step with the common one.</param>
/// <param name="Common">The common price at that moment, from which the later steps are measured.</param>
public sealed record PriceOverridden(InstrumentId Instrument, Price Price, bool IsFrozen, Price Common) : LedgerEvent
{
    /// <summary>A pure function of the common price, so that a restart continues it exactly.</summary>
    internal Price At(Price common, Price tick) => IsFrozen
        ? Price
        : PricePath.Nearest(new(Price.Value * common.Value / Common.Value), tick);
}

/// <summary>The account is back at the common price.</summary>
public sealed record PriceReleased(InstrumentId Instrument) : LedgerEvent;
