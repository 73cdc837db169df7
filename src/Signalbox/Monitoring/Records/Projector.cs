using System.Threading.Channels;
using Signalbox.Journal;

namespace Signalbox.Monitoring.Records;

/// <summary>
/// Keeps the tables of what happened in step with the journal. It is fed after the commit and never holds one up: what does
/// not fit its queue it reads from the journal. A stream's rows are written in order and together with its checkpoint, so
/// that a crash neither loses nor repeats one.
/// </summary>
public sealed class Projector(
    IJournal journal, IRecordStore store, RecordProgress progress, TimeProvider clock, ProjectorOptions options,
    IReadOnlyList<IRecordObserver> observers, Action<JournalException> onFailure) : ICommitObserver
{
    private readonly Channel<CommittedUnit> queue = Channel.CreateBounded<CommittedUnit>(
        new BoundedChannelOptions(options.QueueUnitsMax) { SingleReader = true });

    private readonly ProjectionRun run = new(journal, store, progress, options, observers);
    private Dictionary<StreamId, long> sweptAt = [];
    private int overflowed;

    /// <summary>Units waiting.</summary>
    public int Waiting => queue.Reader.Count;

    public void Committed(AppendUnit unit, long lastVersion)
    {
        if (unit.Events.Count == 0 || !StreamProjection.Covers(unit.Stream))
        {
            return;
        }

        progress.Committed(unit.Stream, lastVersion);
        if (!queue.Writer.TryWrite(new(unit, lastVersion)))
        {
            Volatile.Write(ref overflowed, 1);
        }
    }

    /// <summary>Projects everything the journal holds; before the node starts, and to build the tables again.</summary>
    /// <param name="onProgress">Told how many events are done, after each batch.</param>
    public async Task CatchUpAsync(Action<long>? onProgress, CancellationToken cancel)
    {
        try
        {
            var checkpoints = await store.CheckpointsAsync(cancel);
            foreach (var head in await journal.HeadsAsync(cancel))
            {
                if (StreamProjection.Covers(head.Stream) && head.Version > checkpoints.GetValueOrDefault(head.Stream))
                {
                    await run.CatchUpAsync(head.Stream, onProgress, cancel);
                }
            }
        }
        catch (JournalException)
        {
            BeginAgain();
            throw;
        }
    }

    /// <summary>Ends when the queue was completed and is empty, or when it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var nextSweep = clock.GetUtcNow() + options.SweepEvery;
        while (true)
        {
            try
            {
                if (!await WaitAsync(nextSweep, cancel))
                {
                    return;
                }

                await DrainAsync(cancel);
                if (Interlocked.Exchange(ref overflowed, 0) == 1)
                {
                    await CatchUpAsync(null, cancel);
                }
                else if (clock.GetUtcNow() >= nextSweep)
                {
                    await SweepAsync(cancel);
                }
            }
            catch (JournalException failure)
            {
                BeginAgain();
                onFailure(failure);
                await Task.Delay(options.RestAfterFailure, clock, cancel);
            }

            nextSweep = clock.GetUtcNow() >= nextSweep ? clock.GetUtcNow() + options.SweepEvery : nextSweep;
        }
    }

    /// <summary>No more units come: <see cref="RunAsync"/> ends when it has kept the rest.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>What was half projected is forgotten, and read again from the journal.</summary>
    private void BeginAgain()
    {
        run.Forget();
        Volatile.Write(ref overflowed, 1);
    }

    /// <summary>False when no more comes.</summary>
    private async Task<bool> WaitAsync(DateTimeOffset nextSweep, CancellationToken cancel)
    {
        if (Volatile.Read(ref overflowed) == 1)
        {
            // The journal holds what the queue does not.
            return true;
        }

        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var left = nextSweep - clock.GetUtcNow();
        await using var alarm = clock.CreateTimer(_ => until.Cancel(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        try
        {
            if (!await queue.Reader.WaitToReadAsync(until.Token))
            {
                return false;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The time for a sweep came first.
            return true;
        }

        if (!queue.Reader.Completion.IsCompleted)
        {
            await Task.Delay(options.GatherFor, clock, cancel);
        }

        return true;
    }

    private async Task DrainAsync(CancellationToken cancel)
    {
        while (queue.Reader.TryRead(out var unit))
        {
            await run.AddAsync(unit, cancel);
        }

        await run.KeepAsync(cancel);
    }

    /// <summary>Streams whose rows stood still behind the journal since the last sweep: their node is gone.</summary>
    private async Task SweepAsync(CancellationToken cancel)
    {
        var checkpoints = await store.CheckpointsAsync(cancel);
        foreach (var head in await journal.HeadsAsync(cancel))
        {
            var at = checkpoints.GetValueOrDefault(head.Stream);
            if (StreamProjection.Covers(head.Stream) && head.Version > at && sweptAt.GetValueOrDefault(head.Stream, -1) == at)
            {
                await run.CatchUpAsync(head.Stream, null, cancel);
            }
        }

        sweptAt = new(checkpoints);
    }
}

/// <summary>A unit as it was committed.</summary>
internal sealed record CommittedUnit(AppendUnit Unit, long LastVersion)
{
    public long FirstVersion => LastVersion - Unit.Events.Count + 1;

    public JournalEvent Event(int index)
    {
        var draft = Unit.Events[index];
        return new(Unit.Stream, FirstVersion + index, Unit.Epoch, draft.At, draft.Type, draft.Payload, default) { Happened = draft.Happened };
    }
}
