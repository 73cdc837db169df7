using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Storage;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Crash;

/// <summary>Passes the point that lies between a commit and its projection.</summary>
internal sealed class CrashingRecords(IRecordTables records, CrashPlan plan) : IRecordTables
{
    public ValueTask<IReadOnlyDictionary<StreamId, long>> CheckpointsAsync(CancellationToken cancel) => records.CheckpointsAsync(cancel);

    public ValueTask<long> CheckpointAsync(StreamId stream, CancellationToken cancel) => records.CheckpointAsync(stream, cancel);

    public ValueTask<bool> KeepAsync(IReadOnlyList<StreamRows> batch, CancellationToken cancel)
    {
        plan.Pass(CrashPoint.DuringProjection);
        return records.KeepAsync(batch, cancel);
    }

    public ValueTask ForgetAsync(CancellationToken cancel) => records.ForgetAsync(cancel);

    public Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) => records.ReadAsync(work, cancel);

    public Task<long> SizeAsync(CancellationToken cancel) => records.SizeAsync(cancel);

    public ValueTask DisposeAsync() => records.DisposeAsync();
}
