namespace Signalbox.Journal;

/// <summary>
/// Holds the journal against its anchors: every anchored head must still be there with the same hash, so a removed tail
/// or a rewritten history is found. Trusts only the public keys it is given.
/// </summary>
/// <param name="trustedKeys">SubjectPublicKeyInfo of every node that may have signed.</param>
public sealed class AnchorVerification(IJournal journal, IReadOnlyList<ReadOnlyMemory<byte>> trustedKeys)
{
    /// <summary>Anchored heads held in memory at once; a journal of years is compared window by window.</summary>
    internal int HeadsMax { get; init; } = 65_536;

    /// <summary>Counts the anchored streams and the anchors read; names the first fault of each stream.</summary>
    public async Task<VerificationReport> AllAsync(CancellationToken cancel)
    {
        var faults = new Dictionary<StreamId, StreamFault>();
        var streams = new HashSet<StreamId>();
        var window = new AnchorWindow();
        var anchors = new AnchorWalk(trustedKeys);
        await foreach (var stored in journal.ReadAsync(StreamId.Anchors, 0, cancel))
        {
            if (anchors.Visit(stored) is not { } anchor)
            {
                break;
            }

            window.Add(stored.Version, anchor);
            if (window.Heads >= HeadsMax)
            {
                await CompareAsync(window, streams, faults, cancel);
                window = new();
            }
        }

        await CompareAsync(window, streams, faults, cancel);
        IEnumerable<StreamFault> inAnchors = anchors.Fault is null ? [] : [anchors.Fault];
        return new(streams.Count, anchors.Read, [.. inAnchors, .. faults.Values]);
    }

    /// <summary>Holds the journal against one anchor that was kept elsewhere; its signature is the caller's to check.</summary>
    public async Task<VerificationReport> AgainstAsync(Anchor kept, CancellationToken cancel)
    {
        var faults = new Dictionary<StreamId, StreamFault>();
        var streams = new HashSet<StreamId>();
        var window = new AnchorWindow();
        window.Add(0, kept);
        await CompareAsync(window, streams, faults, cancel);
        return new(streams.Count, 1, [.. faults.Values]);
    }

    private async Task CompareAsync(
        AnchorWindow window, HashSet<StreamId> streams, Dictionary<StreamId, StreamFault> faults, CancellationToken cancel)
    {
        foreach (var (stream, points) in window.Streams)
        {
            streams.Add(stream);
            if (!faults.ContainsKey(stream) && await FirstMismatchAsync(stream, points, cancel) is { } fault)
            {
                faults.Add(stream, fault);
            }
        }
    }

    private async Task<StreamFault?> FirstMismatchAsync(StreamId stream, List<AnchoredPoint> points, CancellationToken cancel)
    {
        points.Sort((left, right) => left.Version.CompareTo(right.Version));
        var next = 0;
        await foreach (var stored in journal.ReadAsync(stream, points[0].Version - 1, cancel))
        {
            for (; next < points.Count && points[next].Version == stored.Version; next++)
            {
                if (!points[next].Hash.Span.SequenceEqual(stored.Hash.Span))
                {
                    return new(stream, stored.Version,
                        $"Anchor {points[next].Anchor} saw another event here: the history was rewritten after it.");
                }
            }

            if (next == points.Count)
            {
                return null;
            }
        }

        var head = await journal.HeadAsync(stream, cancel);
        return new(stream, Math.Min(points[next].Version, (head?.Version ?? 0) + 1),
            $"The stream ends at event {head?.Version ?? 0}, but anchor {points[next].Anchor} saw event {points[next].Version}: its end was removed.");
    }
}
