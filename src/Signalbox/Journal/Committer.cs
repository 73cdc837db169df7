using System.Threading.Channels;
using Signalbox.Time;

namespace Signalbox.Journal;

/// <summary>
/// The one writer of a node. It gathers whatever is queued, in order, into one transaction and one fsync.
/// </summary>
public sealed class Committer(IJournal journal, TimeProvider clock, CommitterOptions options, IReadOnlyList<ICommitObserver> observers)
{
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(options.QueueUnitsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public int Waiting => queue.Reader.Count;

    /// <summary>Queues a unit without waiting; false when the queue is full and nothing was queued.</summary>
    public bool TryEnqueue(AppendUnit unit, Gathering? gathering, out Task<AppendResult> result)
    {
        var pending = new Pending(unit, gathering);
        result = pending.Result;
        return queue.Writer.TryWrite(pending);
    }

    /// <summary>Queues a unit, waiting for room; the inner task ends when the unit is on disk or refused.</summary>
    public async ValueTask<Task<AppendResult>> EnqueueAsync(AppendUnit unit, CancellationToken cancel)
    {
        var pending = new Pending(unit, null);
        while (!queue.Writer.TryWrite(pending))
        {
            if (!await queue.Writer.WaitToWriteAsync(cancel))
            {
                throw Stopped();
            }
        }

        return pending.Result;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var batch = new List<Pending>();
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancel))
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

    private async ValueTask GatherAsync(List<Pending> batch, CancellationToken cancel)
    {
        var bytes = 0;
        var waited = false;
        while (batch.Count < options.BatchUnitsMax && bytes < options.BatchBytesMax)
        {
            if (queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
                bytes += pending.PayloadBytes;
            }
            else if (!waited && batch.Exists(queued => queued.Gathering is { Complete.IsCompleted: false }))
            {
                waited = true;
                await WaitForFollowersAsync(batch, cancel);
            }
            else
            {
                return;
            }
        }
    }

    private async Task WaitForFollowersAsync(List<Pending> batch, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        foreach (var pending in batch)
        {
            var left = options.GatherMax - clock.GetElapsedTime(began);
            if (pending.Gathering is { } gathering && (left <= TimeSpan.Zero || !await gathering.Complete.EndsWithinAsync(left, clock, cancel)))
            {
                // The bound was reached: the rest joins a later commit.
                return;
            }
        }
    }

    private async Task CommitAsync(List<Pending> batch, CancellationToken cancel)
    {
        try
        {
            var results = await journal.AppendAsync(batch.ConvertAll(pending => pending.Unit), cancel);
            for (var i = 0; i < batch.Count; i++)
            {
                Announce(batch[i], results[i]);
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

    private void Announce(Pending pending, AppendResult result)
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

    private sealed class Pending(AppendUnit unit, Gathering? gathering)
    {
        private readonly TaskCompletionSource<AppendResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AppendUnit Unit => unit;

        public Gathering? Gathering => gathering;

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
