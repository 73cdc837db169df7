using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Storage.Records;

/// <summary>The tables of what happened, for those who ask.</summary>
public interface IRecordTables : IRecordStore
{
    /// <summary>Runs the work on one consistent picture of the tables; it must not write.</summary>
    /// <exception cref="Journal.JournalException">The database failed.</exception>
    Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel);

    /// <summary>How many bytes the tables take.</summary>
    Task<long> SizeAsync(CancellationToken cancel);
}
