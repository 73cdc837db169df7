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
    IReadOnlyList<IRecordObserver> observers, Action<Exception> onFailure) : ICommitObserver
{
    private readonly Channel<CommittedUnit> queue = Channel.CreateBounded<CommittedUnit>(
        new BoundedChannelOptions(options.QueueUnitsMax) { SingleReader = true });

    private readonly ProjectionRun run = new(journal, store, progress, options, observers);
    private Dictionary<StreamId, long> sweptAt = [];
    private Rebuild? asked;
    private TaskCompletionSource woken = NewSignal();
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
    /// <remarks>One stream whose events cannot be projected keeps no other from it; what went wrong is thrown after the last.</remarks>
    /// <param name="onProgress">Told how many events are done, after each batch.</param>
    public async Task CatchUpAsync(Action<long>? onProgress, CancellationToken cancel)
    {
        var defects = new List<Exception>();
        try
        {
            var checkpoints = await store.CheckpointsAsync(cancel);
            foreach (var head in await journal.HeadsAsync(cancel))
            {
                if (StreamProjection.Covers(head.Stream) && head.Version > checkpoints.GetValueOrDefault(head.Stream))
                {
                    await CatchUpAsync(head.Stream, defects, onProgress, cancel);
                }
            }
        }
        catch (JournalException)
        {
            BeginAgain();
            throw;
        }

        if (defects.Count > 0)
        {
            BeginAgain();
            throw new AggregateException(defects);
        }
    }

    private async Task CatchUpAsync(StreamId stream, List<Exception> defects, Action<long>? onProgress, CancellationToken cancel)
    {
        try
        {
            await run.CatchUpAsync(stream, onProgress, cancel);
        }
        catch (Exception defect) when (defect is not (JournalException or OperationCanceledException))
        {
            run.Forget();
            defects.Add(defect);
        }
    }

    /// <summary>
    /// Throws every row away and projects everything again, between two drains of <see cref="RunAsync"/>; returns when it is
    /// done. Cancelled, it is no longer waited for: what was thrown away is projected all the same.
    /// </summary>
    /// <param name="onProgress">Told how many events are done, after each batch.</param>
    public Task RebuildAsync(Action<long> onProgress, CancellationToken cancel)
    {
        var rebuild = new Rebuild(onProgress, NewSignal());
        if (Interlocked.CompareExchange(ref asked, rebuild, null) is { } underway)
        {
            return underway.Done.Task.WaitAsync(cancel);
        }

        Volatile.Read(ref woken).TrySetResult();
        return rebuild.Done.Task.WaitAsync(cancel);
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
                await RebuildIfAskedAsync(cancel);
                if (Interlocked.Exchange(ref overflowed, 0) == 1)
                {
                    await CatchUpAsync(null, cancel);
                }
                else if (clock.GetUtcNow() >= nextSweep)
                {
                    await SweepAsync(cancel);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                BeginAgain();
                onFailure(failure);
                await Task.Delay(failure is JournalException ? options.RestAfterFailure : options.RestAfterDefect, clock, cancel);
            }

            nextSweep = clock.GetUtcNow() >= nextSweep ? clock.GetUtcNow() + options.SweepEvery : nextSweep;
        }
    }

    /// <summary>No more units come: <see cref="RunAsync"/> ends when it has kept the rest.</summary>
    public void Complete() => queue.Writer.TryComplete();

    private async Task RebuildIfAskedAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref asked) is not { } rebuild)
        {
            return;
        }

        // Tried again from the start where the store fails: it is still asked for.
        run.Forget();
        await store.ForgetAsync(cancel);
        await CatchUpAsync(rebuild.OnProgress, cancel);
        Volatile.Write(ref woken, NewSignal());
        Volatile.Write(ref asked, null);
        rebuild.Done.TrySetResult();
    }

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
            var arrives = queue.Reader.WaitToReadAsync(until.Token).AsTask();
            if (await Task.WhenAny(arrives, Volatile.Read(ref woken).Task) != arrives)
            {
                // Somebody asks for a rebuild; what arrives meanwhile is drained first.
                await until.CancelAsync();
            }

            if (!await arrives)
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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

/// <summary>Somebody waits for the tables to be projected again.</summary>
internal sealed record Rebuild(Action<long> OnProgress, TaskCompletionSource Done);

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
