using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// A journal that answers at once on the caller's thread, so that a simulated run repeats exactly. What it holds survives
/// a simulated crash like a disk does: give the same one to the next run.
/// </summary>
public sealed class MemoryJournal : IJournal
{
    private const int PageEvents = 256;

    private readonly Lock gate = new();
    private readonly MemoryFacts facts = new();
    private readonly Queue<AppendFault> faults = [];

    /// <summary>Makes an append to come fail; called again, the one after it.</summary>
    public void FailNextAppend(AppendFault fault)
    {
        lock (gate)
        {
            faults.Enqueue(fault);
        }
    }

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            AppendFault? fault = faults.TryDequeue(out var next) ? next : null;
            if (fault == AppendFault.NotCommitted)
            {
                throw new JournalException(JournalFailure.NotCommitted, "The simulated disk refused the write.");
            }

            var admission = Admission.Of(units, facts);
            if (fault != AppendFault.UnknownNotCommitted)
            {
                facts.Write(admission);
            }

            return fault is null
                ? new(admission.Results)
                : throw new JournalException(JournalFailure.OutcomeUnknown, "The simulated store lost its answer.");
        }
    }

    public ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            var head = facts.Head(stream) ?? new(stream, 0, 0, HashChain.Origin);
            facts.SetHead(head with { Epoch = head.Epoch + 1 });
            return new(facts.Head(stream)!);
        }
    }

    public IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancel) =>
        StreamPages.ReadAsync((after, limit, _) => new(Page(stream, after, limit)), afterVersion, PageEvents, cancel);

    public ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel) =>
        Answer(() => facts.Heads.FirstOrDefault(head => head.Stream == stream), cancel);

    public ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) =>
        Answer<IReadOnlyList<StreamHead>>(() => [.. facts.Heads], cancel);

    public ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel) =>
        Answer(() => facts.Key(scope, key), cancel);

    public ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel) =>
        Answer(() => facts.ForgetKeys(usedBefore), cancel);

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) =>
        Answer<IReadOnlyList<OpenDelivery>>(() => [.. facts.Deliveries.Take(limit)], cancel);

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) =>
        Answer<IReadOnlyList<OpenDelivery>>(() => [.. facts.Deliveries.Where(delivery => delivery.Target.Account == account).Take(limit)], cancel);

    public ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            facts.Snapshots[snapshot.Stream] = snapshot with { State = snapshot.State.ToArray() };
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel) =>
        Answer(() => facts.Snapshots.GetValueOrDefault(stream), cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Changes a stored event behind the journal's back.</summary>
    internal void Tamper(StreamId stream, long version, Func<JournalEvent, JournalEvent> change)
    {
        lock (gate)
        {
            var events = facts.EventsOf(stream);
            var place = events.FindIndex(stored => stored.Version == version);
            events[place] = change(events[place]);
        }
    }

    /// <summary>Drops the events after a version behind the journal's back.</summary>
    internal void RemoveTail(StreamId stream, long lastKept, bool moveHead)
    {
        lock (gate)
        {
            var events = facts.EventsOf(stream);
            events.RemoveAll(stored => stored.Version > lastKept);
            if (moveHead)
            {
                facts.SetHead(facts.Head(stream)! with { Version = lastKept, Hash = events[^1].Hash });
            }
        }
    }

    private List<JournalEvent> Page(StreamId stream, long afterVersion, int limit)
    {
        lock (gate)
        {
            // Versions have no gaps here: version 1 lies at place 0.
            var events = facts.EventsOf(stream);
            var from = (int)Math.Min(afterVersion, events.Count);
            return events.GetRange(from, Math.Min(limit, events.Count - from));
        }
    }

    private ValueTask<T> Answer<T>(Func<T> question, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return new(question());
        }
    }
}
