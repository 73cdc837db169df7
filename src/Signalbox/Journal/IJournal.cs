using Signalbox.Identity;

namespace Signalbox.Journal;

/// <summary>
/// The one truth: append-only, hash-chained streams. Implementations pass one contract suite.
/// Every method throws <see cref="JournalException"/> when the store fails; nothing else escapes.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Appends all units in one transaction and returns when it is on disk; one result per unit, in order. Several units
    /// of one stream may share the call: each expects the version the one before it leaves.
    /// </summary>
    ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel);

    /// <summary>Becomes the owner of a stream: raises its epoch, so that every earlier owner's append is refused.</summary>
    ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel);

    /// <summary>The events after a version, oldest first, read in pages of bounded size.</summary>
    IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancel);

    ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel);

    ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel);

    ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel);

    /// <summary>Forgets keys used before a time; returns how many.</summary>
    ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel);

    /// <summary>Deliveries nobody has taken yet, oldest first.</summary>
    ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel);

    /// <summary>Those of one account, oldest first: what another account leaves open for ever stands in nobody's way.</summary>
    ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel);

    /// <summary>Keeps the newest snapshot of a stream's fold; older ones are replaced.</summary>
    ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel);

    ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel);
}

/// <summary>A shortcut for a fold: derivable from the events up to its version, and checked against them.</summary>
/// <param name="EventHash">The hash of the event at that version: a snapshot of another history is not used.</param>
/// <param name="Format">Raised when the state's shape changes; a snapshot of another format is not used.</param>
public sealed record StreamSnapshot(
    StreamId Stream, long Version, ReadOnlyMemory<byte> EventHash, int Format, ReadOnlyMemory<byte> State);
