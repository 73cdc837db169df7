namespace Signalbox.Journal;

/// <summary>
/// Proves that what the journal holds is what was written: versions without gaps, hashes that follow each other, epochs
/// that never fall, heads and snapshots that belong to the events. It may run beside a node that keeps appending. A
/// tail that was removed together with its head is found by <see cref="AnchorVerification"/>.
/// </summary>
public sealed class JournalVerification(IJournal journal)
{
    public async Task<VerificationReport> AllAsync(CancellationToken cancel)
    {
        var heads = await journal.HeadsAsync(cancel);
        var faults = new List<StreamFault>();
        var events = 0L;
        foreach (var head in heads)
        {
            var walk = await WalkAsync(head, cancel);
            events += walk.Events;
            if (walk.Fault is { } fault)
            {
                faults.Add(fault);
            }
        }

        return new(heads.Count, events, faults);
    }

    public async Task<VerificationReport> StreamAsync(StreamId stream, CancellationToken cancel)
    {
        if (await journal.HeadAsync(stream, cancel) is not { } head)
        {
            return new(0, 0, [new(stream, 0, "The journal has no such stream.")]);
        }

        var walk = await WalkAsync(head, cancel);
        return new(1, walk.Events, walk.Fault is null ? [] : [walk.Fault]);
    }

    private async Task<StreamWalk> WalkAsync(StreamHead head, CancellationToken cancel)
    {
        var walk = new StreamWalk(head);
        try
        {
            walk.Expect(await journal.LoadSnapshotAsync(head.Stream, cancel));
            await foreach (var stored in journal.ReadAsync(head.Stream, 0, cancel))
            {
                walk.Visit(stored);
                if (walk.Fault is not null)
                {
                    return walk;
                }
            }

            walk.End(await journal.HeadAsync(head.Stream, cancel));
        }
        catch (JournalException unreadable) when (unreadable.Failure == JournalFailure.Damaged)
        {
            walk.Fail($"The store cannot read it: {unreadable.Message}");
        }

        return walk;
    }
}
