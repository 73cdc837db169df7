using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// The disk as one process sees it: writes take time, and a process killed meanwhile never learns whether they happened.
/// </summary>
internal sealed class SimulatedJournal(MemoryJournal disk, VirtualWorld world, Faults faults, JournalWatch watch, Func<bool> hasLease) : IJournal
{
    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<IReadOnlyList<AppendResult>>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.After(world.Between(0.05, 2), () => Write(units, answer));
        return await answer.Task;
    }

    /// <summary>Only who holds the lease takes over; who lost it can but find out that it is fenced.</summary>
    public ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel) => hasLease()
        ? disk.TakeOwnershipAsync(stream, cancel)
        : throw new JournalException(JournalFailure.NotCommitted, "The lease is somebody else's.");

    public IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancel) =>
        disk.ReadAsync(stream, afterVersion, cancel);

    public ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel) => disk.HeadAsync(stream, cancel);

    public ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) => disk.HeadsAsync(cancel);

    public ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel) => disk.FindKeyAsync(scope, key, cancel);

    public ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel) => disk.ForgetKeysAsync(usedBefore, cancel);

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) => disk.OpenDeliveriesAsync(limit, cancel);

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) =>
        disk.OpenDeliveriesAsync(account, limit, cancel);

    public ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel) => disk.SaveSnapshotAsync(snapshot, cancel);

    public ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel) => disk.LoadSnapshotAsync(stream, cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(IReadOnlyList<AppendUnit> units, TaskCompletionSource<IReadOnlyList<AppendResult>> answer)
    {
        if (faults.Happen(faults.DiskRefuses))
        {
            disk.FailNextAppend(world.Happens(0.5) ? AppendFault.NotCommitted : AppendFault.UnknownCommitted);
        }

        try
        {
            var results = disk.AppendAsync(units, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            world.After(world.Between(0, 0.5), () => answer.TrySetResult(results));
        }
        catch (JournalException failure)
        {
            answer.TrySetException(failure);
        }

        watch.AfterAppend(units);
    }
}
