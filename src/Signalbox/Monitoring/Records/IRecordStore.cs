using Signalbox.Journal;

namespace Signalbox.Monitoring.Records;

/// <summary>
/// The tables of what happened. They can be thrown away and projected again. Every method throws
/// <see cref="JournalException"/> when the store fails.
/// </summary>
public interface IRecordStore : IAsyncDisposable
{
    /// <summary>Up to which event each stream's rows are kept.</summary>
    ValueTask<IReadOnlyDictionary<StreamId, long>> CheckpointsAsync(CancellationToken cancel);

    ValueTask<long> CheckpointAsync(StreamId stream, CancellationToken cancel);

    /// <summary>
    /// Keeps rows and the checkpoints of their streams in one transaction. False: somebody else moved one of the streams
    /// on, and nothing was kept.
    /// </summary>
    ValueTask<bool> KeepAsync(IReadOnlyList<StreamRows> batch, CancellationToken cancel);

    /// <summary>Forgets every row and checkpoint.</summary>
    ValueTask ForgetAsync(CancellationToken cancel);
}

/// <summary>Is told of rows once they are kept, in order. It must return at once.</summary>
public interface IRecordObserver
{
    void Kept(IReadOnlyList<StreamRows> batch);
}
