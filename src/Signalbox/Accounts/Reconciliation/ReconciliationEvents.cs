using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts.Reconciliation;

public abstract record ReconciliationEvent : AccountEvent;

/// <summary>Until the venue's picture was merged, entries wait; cancels and exits pass.</summary>
public sealed record ReconciliationStarted(string Why) : ReconciliationEvent;

public sealed record ReconciliationEnded : ReconciliationEvent;

/// <summary>The venue reports another position than our fills add up to; it may be a picture taken between two fills.</summary>
public sealed record PositionDoubted(InstrumentId Instrument, Quantity Ours, Quantity Venue, DateTimeOffset Since) : ReconciliationEvent;

public sealed record DoubtCleared(InstrumentId Instrument) : ReconciliationEvent;
