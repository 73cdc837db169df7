using System.Threading.Channels;
using Signalbox.Time;

namespace Signalbox.Journal;

/// <summary>
/// The one writer of a node. It gathers whatever is queued, in order, into one transaction and one fsync. Whoever wakes it may
/// lend it his thread, for one transaction: the way from a signal to its orders then changes threads nowhere.
/// </summary>
public sealed class Committer(IJournal journal, TimeProvider clock, CommitterOptions options, IReadOnlyList<ICommitObserver> observers)
{
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(options.QueueUnitsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // The committer is not woken for a unit whose followers are still on their way: it would only have to sleep again.
    private readonly WakeUp wake = new(onWaker: false);
    private int bounded;
    private ITimer? bound;

    public int Waiting => queue.Reader.Count;

    /// <summary>Queues a unit without waiting; false when the queue is full and nothing was queued.</summary>
    public bool TryEnqueue(AppendUnit unit, Gathering? gathering, out Task<AppendResult> result)
    {
        var pending = new Pending(unit, gathering, false, clock.GetTimestamp());
        result = pending.Result;
        if (!queue.Writer.TryWrite(pending))
        {
            return false;
        }

        Announce(pending);
        return true;
    }

    /// <summary>Queues a unit, waiting for room; the inner task ends when the unit is on disk or refused.</summary>
    public ValueTask<Task<AppendResult>> EnqueueAsync(AppendUnit unit, CancellationToken cancel) => EnqueueAsync(unit, CommitHurry.Now, cancel);

    public async ValueTask<Task<AppendResult>> EnqueueAsync(AppendUnit unit, CommitHurry hurry, CancellationToken cancel)
    {
        var pending = new Pending(unit, null, hurry == CommitHurry.None, clock.GetTimestamp());
        while (!queue.Writer.TryWrite(pending))
        {
            if (!await queue.Writer.WaitToWriteAsync(cancel))
            {
                throw Stopped();
            }
        }

        if (hurry == CommitHurry.Now)
        {
            wake.Wake();
        }
        else
        {
            KeepBound();
        }

        return pending.Result;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var batch = new List<Pending>();
        await using var timer = clock.CreateTimer(_ => BoundReached(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref bound, timer);
        Volatile.Write(ref bounded, 0);
        try
        {
            while (true)
            {
                await GatherAsync(batch, cancel);
                await CommitAsync(batch, cancel);
                batch.Clear();
            }
        }
        finally
        {
            queue.Writer.TryComplete();
            AbandonRest(batch);
        }
    }

    /// <summary>Returns with what goes into the next transaction: all that waits, once nothing more is about to join it.</summary>
    private async ValueTask GatherAsync(List<Pending> batch, CancellationToken cancel)
    {
        var bytes = 0;
        while (true)
        {
            while (batch.Count < options.BatchUnitsMax && bytes < options.BatchBytesMax && queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
                bytes += pending.PayloadBytes;
            }

            if (batch.Count >= options.BatchUnitsMax || bytes >= options.BatchBytesMax || (batch.Exists(IsDue) && !batch.Exists(WaitsForFollowers)))
            {
                return;
            }

            if (batch.Find(each => WaitsForFollowers(each) || !IsDue(each)) is { } waits)
            {
                SetBound(options.GatherMax - clock.GetElapsedTime(waits.QueuedAt));
            }

            await wake.SleepAsync(cancel);
        }
    }

    private bool WaitsForFollowers(Pending pending) =>
        pending.Gathering is { IsComplete: false } && clock.GetElapsedTime(pending.QueuedAt) < options.GatherMax;

    private bool IsDue(Pending pending) => !pending.IsPatient || clock.GetElapsedTime(pending.QueuedAt) >= options.GatherMax;

    private void Announce(Pending pending)
    {
        if (pending.Gathering is not { IsComplete: false } gathering)
        {
            wake.Wake();
            return;
        }

        gathering.Tell(wake);
        KeepBound();
    }

    /// <summary>However long others take, what waits is committed in time.</summary>
    private void KeepBound()
    {
        if (Volatile.Read(ref bounded) == 0)
        {
            SetBound(options.GatherMax);
        }
    }

    // Rounded up: timers count in milliseconds, and one that fires early only has to be set again.
    private void SetBound(TimeSpan left)
    {
        Volatile.Write(ref bounded, 1);
        Volatile.Read(ref bound)?.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(left.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private void BoundReached()
    {
        Volatile.Write(ref bounded, 0);
        wake.Wake();
    }

    private async Task CommitAsync(List<Pending> batch, CancellationToken cancel)
    {
        try
        {
            var results = await journal.AppendAsync(batch.ConvertAll(pending => pending.Unit), cancel);
            for (var i = 0; i < batch.Count; i++)
            {
                Tell(batch[i], results[i]);
            }
        }
        catch (JournalException failure)
        {
            foreach (var pending in batch)
            {
                pending.Fail(failure);
            }
        }
    }

    private void Tell(Pending pending, AppendResult result)
    {
        if (result.Status == AppendStatus.Committed)
        {
            foreach (var observer in observers)
            {
                observer.Committed(pending.Unit, result.LastVersion);
            }
        }

        pending.Complete(result);
    }

    private void AbandonRest(List<Pending> batch)
    {
        while (queue.Reader.TryRead(out var pending))
        {
            batch.Add(pending);
        }

        foreach (var pending in batch)
        {
            pending.Fail(Stopped());
        }
    }

    private static JournalException Stopped() => new(JournalFailure.NotCommitted, "The node is stopping.");

    private sealed class Pending(AppendUnit unit, Gathering? gathering, bool isPatient, long queuedAt)
    {
        private readonly TaskCompletionSource<AppendResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AppendUnit Unit => unit;

        public Gathering? Gathering => gathering;

        /// <summary>No commit is made for it alone before its time is up.</summary>
        public bool IsPatient => isPatient;

        public long QueuedAt => queuedAt;

        public Task<AppendResult> Result => result.Task;

        public int PayloadBytes => unit.Events.Sum(draft => draft.Payload.Length);

        public void Complete(AppendResult outcome)
        {
            unit.Status = outcome.Status;
            result.TrySetResult(outcome);
        }

        public void Fail(JournalException failure) => result.TrySetException(failure);
    }
}
