using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Server.Crash;

/// <summary>Passes the points that lie beside a commit.</summary>
internal sealed class CrashingJournal(IJournal journal, CrashPlan plan) : IJournal
{
    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel)
    {
        PassIf(units, nameof(OrderIntended), CrashPoint.BeforeIntentCommit);
        PassIf(units, nameof(OrderFilled), CrashPoint.BeforeFillCommit);
        var results = await journal.AppendAsync(units, cancel);
        PassIf(units, nameof(OrderIntended), CrashPoint.AfterIntentCommit);
        PassIf(units, nameof(OrderAccepted), CrashPoint.AfterAckCommit);
        PassIf(units, nameof(OrderFilled), CrashPoint.AfterFillCommit);
        return results;
    }

    public ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel) => journal.TakeOwnershipAsync(stream, cancel);

    public IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancel) =>
        journal.ReadAsync(stream, afterVersion, cancel);

    public ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel) => journal.HeadAsync(stream, cancel);

    public ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) => journal.HeadsAsync(cancel);

    public ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel) => journal.FindKeyAsync(scope, key, cancel);

    public ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel) => journal.ForgetKeysAsync(usedBefore, cancel);

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) => journal.OpenDeliveriesAsync(limit, cancel);

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) =>
        journal.OpenDeliveriesAsync(account, limit, cancel);

    public ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel)
    {
        // Beside the store's own work, so that it dies somewhere within.
        var saved = Task.Run(() => journal.SaveSnapshotAsync(snapshot, cancel).AsTask(), cancel);
        plan.Pass(CrashPoint.DuringSnapshot);
        return new(saved);
    }

    public ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel) => journal.LoadSnapshotAsync(stream, cancel);

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    /// <summary>Of accounts alone: the paper exchange's ledgers have events of the same names.</summary>
    private void PassIf(IReadOnlyList<AppendUnit> units, string type, CrashPoint point)
    {
        if (units.Any(unit => unit.Stream.OfAccount is not null && unit.Events.Any(draft => draft.Type == type)))
        {
            plan.Pass(point);
        }
    }
}
