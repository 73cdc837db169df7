namespace Signalbox.Journal;

/// <summary>Follows one stream from its first event and keeps the first fault.</summary>
/// <param name="head">The head as it was before the walk; a running node may have moved it since.</param>
internal sealed class StreamWalk(StreamHead head)
{
    private StreamSnapshot? snapshot;
    private ReadOnlyMemory<byte> hash = HashChain.Origin;
    private long version;
    private long epoch;

    public StreamFault? Fault { get; private set; }

    public long Events => version;

    public void Expect(StreamSnapshot? taken) => snapshot = taken;

    public void Visit(JournalEvent stored)
    {
        if (stored.Version != version + 1)
        {
            Fail(version + 1, $"Event {version + 1} is missing: event {stored.Version} follows event {version}.");
        }
        else if (stored.Epoch < epoch)
        {
            Fail(stored.Version, $"Its epoch {stored.Epoch} is below the epoch {epoch} of the event before it.");
        }
        else if (!HashChain.Follows(hash.Span, stored))
        {
            Fail(stored.Version, "Its content or hash was changed: the hash does not follow from the event and the one before it.");
        }
        else
        {
            (version, epoch, hash) = (stored.Version, stored.Epoch, stored.Hash);
            CheckMarks();
        }
    }

    /// <summary>Compares the end of the events with the head as it is after the walk.</summary>
    public void End(StreamHead? now)
    {
        if (version < head.Version)
        {
            Fail(version + 1, $"Event {version + 1} is missing: the head of the stream is event {head.Version}.");
        }
        else if (now is null || now.Version < version)
        {
            Fail(version, $"The head of the stream is event {now?.Version ?? 0}, but the events go on to {version}.");
        }
        else if (now.Epoch < epoch)
        {
            Fail(version, $"The head of the stream has epoch {now.Epoch}, below the epoch {epoch} of its last event.");
        }
        else if (snapshot?.Version > version)
        {
            Fail(version, $"The snapshot was taken at event {snapshot.Version}, after the last event {version}.");
        }
    }

    public void Fail(string what) => Fail(version + 1, what);

    private void CheckMarks()
    {
        if (version == head.Version && !hash.Span.SequenceEqual(head.Hash.Span))
        {
            Fail(version, "The head of the stream holds another hash than the event it names.");
        }
        else if (version == snapshot?.Version && !hash.Span.SequenceEqual(snapshot.EventHash.Span))
        {
            Fail(version, "The snapshot taken at this event belongs to another history.");
        }
    }

    private void Fail(long at, string what) => Fault ??= new(head.Stream, at, what);
}
