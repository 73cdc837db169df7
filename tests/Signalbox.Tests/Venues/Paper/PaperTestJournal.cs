using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Tests.Venues.Paper;

/// <summary>The least journal the paper venue can be tested on: streams in memory, versions and epochs checked.</summary>
internal sealed class PaperTestJournal : IJournal
{
    private readonly Lock writing = new();
    private readonly Dictionary<StreamId, List<JournalEvent>> streams = [];
    private readonly Dictionary<StreamId, long> epochs = [];

    /// <summary>How often it was asked to commit.</summary>
    public int Commits { get; private set; }

    /// <summary>Thrown by the next commit, once.</summary>
    public JournalException? FailsWith { get; set; }

    /// <summary>Whether the failing commit is on disk all the same.</summary>
    public bool FailsAfterWriting { get; set; }

    /// <summary>Commits wait for this.</summary>
    public Task Disk { get; set; } = Task.CompletedTask;

    /// <summary>Completed when a commit waits for a disk that is not ready.</summary>
    public TaskCompletionSource DiskReached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel)
    {
        await Task.Yield();
        if (!Disk.IsCompleted)
        {
            DiskReached.TrySetResult();
            await Disk.WaitAsync(cancel);
        }

        lock (writing)
        {
            Commits++;
            if (FailsWith is { } failure && !FailsAfterWriting)
            {
                FailsWith = null;
                throw failure;
            }

            AppendResult[] results = [.. units.Select(Append)];
            if (FailsWith is { } late)
            {
                FailsWith = null;
                throw late;
            }

            return results;
        }
    }

    public ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel)
    {
        lock (writing)
        {
            var epoch = epochs[stream] = epochs.GetValueOrDefault(stream) + 1;
            return new(new StreamHead(stream, Events(stream).Count, epoch, HashChain.Origin));
        }
    }

    public async IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        JournalEvent[] page;
        lock (writing)
        {
            page = [.. Events(stream).Skip((int)afterVersion)];
        }

        foreach (var stored in page)
        {
            yield return stored;
        }
    }

    /// <summary>What a stream holds, oldest first.</summary>
    public IReadOnlyList<JournalEvent> Stored(StreamId stream)
    {
        lock (writing)
        {
            return [.. Events(stream)];
        }
    }

    /// <summary>Another process takes the stream over.</summary>
    public void StealOwnership(StreamId stream)
    {
        lock (writing)
        {
            epochs[stream]++;
        }
    }

    public ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private AppendResult Append(AppendUnit unit)
    {
        var events = Events(unit.Stream);
        if (unit.After is { Status: not AppendStatus.Committed })
        {
            return Ended(unit, AppendStatus.PredecessorRefused);
        }

        if (unit.Epoch != epochs.GetValueOrDefault(unit.Stream))
        {
            return Ended(unit, AppendStatus.StaleEpoch);
        }

        if (unit.ExpectedVersion is { } expected && expected != events.Count)
        {
            return Ended(unit, AppendStatus.StaleVersion);
        }

        foreach (var draft in unit.Events)
        {
            events.Add(new(unit.Stream, events.Count + 1, unit.Epoch, draft.At, draft.Type, draft.Payload, HashChain.Origin));
        }

        return Ended(unit, AppendStatus.Committed) with { LastVersion = events.Count };
    }

    // Units of one transaction see what became of those before them.
    private static AppendResult Ended(AppendUnit unit, AppendStatus status)
    {
        unit.Status = status;
        return new(status);
    }

    private List<JournalEvent> Events(StreamId stream) =>
        streams.TryGetValue(stream, out var events) ? events : streams[stream] = [];
}
