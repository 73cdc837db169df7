using Signalbox.Journal;

namespace Signalbox.Monitoring.Records;

/// <summary>Rows on their way into the store. One caller at a time.</summary>
internal sealed class ProjectionRun(
    IJournal journal, IRecordStore store, RecordProgress progress, ProjectorOptions options, IReadOnlyList<IRecordObserver> observers)
{
    private readonly Dictionary<StreamId, StreamProjection> open = [];
    private readonly Dictionary<StreamId, PendingRows> pending = [];
    private int pendingEvents;

    public async Task AddAsync(CommittedUnit unit, CancellationToken cancel)
    {
        var stream = unit.Unit.Stream;
        var projection = await OpenAsync(stream, cancel);
        if (unit.FirstVersion > projection.Version + 1)
        {
            // Units before it did not fit the queue.
            await KeepAsync(cancel);
            await CatchUpAsync(stream, null, cancel);
            projection = await OpenAsync(stream, cancel);
        }

        for (var index = 0; index < unit.Unit.Events.Count; index++)
        {
            if (unit.FirstVersion + index > projection.Version)
            {
                await TakeAsync(projection, unit.Event(index), cancel);
            }
        }
    }

    /// <summary>Reads a stream from where its rows end to where it ends.</summary>
    public async Task CatchUpAsync(StreamId stream, Action<long>? onProgress, CancellationToken cancel)
    {
        var projection = await OpenAsync(stream, cancel);
        var done = 0L;
        await foreach (var stored in journal.ReadAsync(stream, projection.Version, cancel))
        {
            await TakeAsync(projection, stored, cancel);
            done++;
            if (pendingEvents == 0)
            {
                onProgress?.Invoke(done);
                done = 0;
            }

            if (!open.ContainsKey(stream))
            {
                // Another node is projecting it too; the sweep looks again.
                return;
            }
        }

        await KeepAsync(cancel);
        onProgress?.Invoke(done);
        progress.Kept(stream, projection.Version);
        progress.Announce();
    }

    public async Task KeepAsync(CancellationToken cancel)
    {
        if (pending.Count == 0)
        {
            return;
        }

        var batch = pending.Select(each => new StreamRows(each.Key, each.Value.After, each.Value.Reached, open[each.Key].Collect())).ToArray();
        pending.Clear();
        pendingEvents = 0;
        if (!await store.KeepAsync(batch, cancel))
        {
            // Another node was faster: begin again from where its rows end.
            foreach (var rows in batch)
            {
                open.Remove(rows.Stream);
            }

            return;
        }

        foreach (var rows in batch)
        {
            progress.Kept(rows.Stream, rows.Reached);
        }

        progress.Announce();
        foreach (var observer in observers)
        {
            observer.Kept(batch);
        }
    }

    public void Forget()
    {
        open.Clear();
        pending.Clear();
        pendingEvents = 0;
    }

    private async Task TakeAsync(StreamProjection projection, JournalEvent stored, CancellationToken cancel)
    {
        if (!pending.TryGetValue(stored.Stream, out var rows))
        {
            pending.Add(stored.Stream, rows = new(projection.Version));
        }

        projection.Take(stored);
        rows.Reached = stored.Version;
        if (++pendingEvents >= options.BatchEventsMax)
        {
            await KeepAsync(cancel);
        }
    }

    private async Task<StreamProjection> OpenAsync(StreamId stream, CancellationToken cancel)
    {
        if (!open.TryGetValue(stream, out var projection))
        {
            projection = await StreamProjection.OpenAsync(journal, stream, await store.CheckpointAsync(stream, cancel), cancel);
            open.Add(stream, projection);
        }

        return projection;
    }

    private sealed class PendingRows(long after)
    {
        public long After => after;

        public long Reached { get; set; }
    }
}
