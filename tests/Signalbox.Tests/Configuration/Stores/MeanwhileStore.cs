using Signalbox.Journal;
using Signalbox.Server.Storage;

namespace Signalbox.Tests.Configuration.Stores;

/// <summary>A store in which something else is written just before each write.</summary>
internal sealed class MeanwhileStore(ITransactionalStore store, Func<Task> meanwhile) : ITransactionalStore
{
    public async Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel)
    {
        await meanwhile();
        return await store.WriteAsync(stream, work, cancel);
    }

    public Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) => store.ReadAsync(work, cancel);
}
