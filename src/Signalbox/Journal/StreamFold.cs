using System.Text.Json;

namespace Signalbox.Journal;

/// <summary>Rebuilds a state from its stream: the newest snapshot that belongs to this history, then the events after it, each held against the chain.</summary>
public sealed class StreamFold<TState>
{
    /// <summary>Raised when the state's shape changes, so that an old snapshot is not read as a new one.</summary>
    public required int Format { get; init; }

    public required TState Empty { get; init; }

    public required Func<TState, JournalEvent, TState> Apply { get; init; }

    public required Func<TState, ReadOnlyMemory<byte>> Write { get; init; }

    /// <summary>Throws JsonException or InvalidDataException where it is no such state.</summary>
    public required Func<ReadOnlyMemory<byte>, TState> Read { get; init; }

    public Task<TState> LoadAsync(IJournal journal, StreamId stream, CancellationToken cancel) => LoadAsync(journal, stream, long.MaxValue, cancel);

    /// <param name="upTo">The state as it was at this version.</param>
    public async Task<TState> LoadAsync(IJournal journal, StreamId stream, long upTo, CancellationToken cancel)
    {
        var (state, version, hash) = await FromSnapshotAsync(journal, stream, upTo, cancel);
        await foreach (var stored in journal.ReadAsync(stream, version, cancel))
        {
            if (stored.Version > upTo)
            {
                break;
            }

            if (stored.Version != ++version || !HashChain.Follows(hash.Span, stored))
            {
                throw Damaged(stored);
            }

            state = Apply(state, stored);
            hash = stored.Hash;
        }

        return state;
    }

    /// <summary>Keeps a shortcut for the next load, bound to the event it was taken after.</summary>
    public async Task SaveAsync(IJournal journal, StreamId stream, long version, TState state, CancellationToken cancel)
    {
        await foreach (var last in journal.ReadAsync(stream, version - 1, cancel))
        {
            await journal.SaveSnapshotAsync(new(stream, version, last.Hash, Format, Write(state)), cancel);
            return;
        }
    }

    private async Task<(TState State, long Version, ReadOnlyMemory<byte> Hash)> FromSnapshotAsync(IJournal journal, StreamId stream, long upTo, CancellationToken cancel)
    {
        var snapshot = await journal.LoadSnapshotAsync(stream, cancel);
        if (snapshot is null || snapshot.Version > upTo || snapshot.Format != Format || !await BelongsAsync(journal, snapshot, cancel))
        {
            return (Empty, 0, HashChain.Origin);
        }

        try
        {
            return (Read(snapshot.State), snapshot.Version, snapshot.EventHash);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            // A snapshot is only a shortcut: one that cannot be read is passed over, the events tell the same.
            return (Empty, 0, HashChain.Origin);
        }
    }

    private static JournalException Damaged(JournalEvent stored) => new(
        JournalFailure.Damaged,
        $"Event {stored.Version} of stream {stored.Stream} does not follow from the one before it: the journal is damaged or was changed. "
        + JournalException.HowToRestore);

    private static async Task<bool> BelongsAsync(IJournal journal, StreamSnapshot snapshot, CancellationToken cancel)
    {
        await foreach (var stored in journal.ReadAsync(snapshot.Stream, snapshot.Version - 1, cancel))
        {
            return stored.Version == snapshot.Version && stored.Hash.Span.SequenceEqual(snapshot.EventHash.Span);
        }

        return false;
    }
}
