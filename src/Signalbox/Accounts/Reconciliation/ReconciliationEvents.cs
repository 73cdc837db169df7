using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Accounts.Reconciliation;

public abstract record ReconciliationEvent : AccountEvent;

/// <summary>Until a picture asked for after this was merged, entries wait; cancels and exits pass.</summary>
public sealed record ReconciliationStarted(string Why, DateTimeOffset At) : ReconciliationEvent;

public sealed record ReconciliationEnded : ReconciliationEvent;

/// <summary>The venue reports another position than our fills add up to; it may be a picture taken between two fills.</summary>
public sealed record PositionDoubted(InstrumentId Instrument, Quantity Ours, Quantity Venue, DateTimeOffset Since) : ReconciliationEvent;

public sealed record DoubtCleared(InstrumentId Instrument) : ReconciliationEvent;

/// <summary>An order rests at the venue that did not come from us; kept under the venue's id, and left alone.</summary>
public sealed record ExternalOrderSeen(OrderReport Report) : ReconciliationEvent;

public sealed record ExternalOrderGone(VenueOrderId VenueOrderId, string Why) : ReconciliationEvent;

/// <summary>What a picture of the venue was asked for.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SnapshotReason>))]
public enum SnapshotReason
{
    /// <summary>Once, and from time to time while all is well.</summary>
    Routine,

    /// <summary>The stream was interrupted.</summary>
    Gap,

    /// <summary>To see whether every position is protected.</summary>
    Watch,

    /// <summary>A position differed from ours: until it is believed, or shown to be as we have it.</summary>
    Doubt,
}
