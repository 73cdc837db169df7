using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts.Protection;

public abstract record WatchEvent(InstrumentId Instrument) : AccountEvent;

/// <summary>When the venue is next asked whether it shows the stops it should; null: not before something happens.</summary>
public sealed record WatchArmed(InstrumentId Instrument, DateTimeOffset? Due) : WatchEvent(Instrument);

/// <summary>The venue shows a position, or a part of one, without the stop it should have.</summary>
public sealed record NakedSeen(InstrumentId Instrument, Quantity Naked, DateTimeOffset Since) : WatchEvent(Instrument);

public sealed record NakedCleared(InstrumentId Instrument) : WatchEvent(Instrument);
