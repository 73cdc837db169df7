namespace Signalbox.Journal;

/// <summary>An event about to be appended.</summary>
public readonly record struct EventDraft(string Type, DateTimeOffset At, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What the payload says, so that onlookers of the same process need not read it again.</summary>
    internal object? Happened { get; init; }
}

/// <summary>An event as the journal holds it.</summary>
/// <param name="Version">1 for the first event of its stream.</param>
/// <param name="Epoch">The ownership under which it was written.</param>
/// <param name="Hash">SHA-256 over this event and the hash of the one before it.</param>
public sealed record JournalEvent(
    StreamId Stream, long Version, long Epoch, DateTimeOffset At, string Type, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash)
{
    /// <summary>What the payload says, where it was written a moment ago; null where it was read from the store.</summary>
    internal object? Happened { get; init; }
}

/// <summary>Where a stream ends and who may extend it.</summary>
public sealed record StreamHead(StreamId Stream, long Version, long Epoch, ReadOnlyMemory<byte> Hash);
