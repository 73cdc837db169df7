using Signalbox.Journal;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Changes;

/// <summary>Commits a change of rows with its audit event and the next configuration version, all or nothing.</summary>
internal sealed class ConfigurationWriter(ITransactionalStore store, CatalogueHolder catalogue, TimeProvider clock)
{
    public async Task<ChangeResult<T>> ChangeAsync<T>(
        ChangeRequest request, Func<ConfigurationChange, Task<ChangeResult<T>>> work, CancellationToken cancel)
        where T : class
    {
        var result = await store.WriteAsync(StreamId.Administration, scope => RunAsync(scope, request, work), cancel);
        if (result.Status == ChangeStatus.Saved)
        {
            await RefreshAsync();
        }

        return result;
    }

    /// <summary>Changes a row that must be there, and must be what the caller saw.</summary>
    /// <param name="seen">The version the caller's change was made from; null accepts whatever stands there.</param>
    public Task<ChangeResult<T>> ChangeRowAsync<TRow, T>(
        ChangeRequest request, Func<StoreScope, Task<TRow?>> find, long? seen,
        Func<ConfigurationChange, TRow, Task<ChangeResult<T>>> work, CancellationToken cancel)
        where TRow : class, IVersionedRow
        where T : class =>
        ChangeAsync(request, async change =>
            await find(change.Scope) switch
            {
                null => ChangeResult.NotFound<T>(),
                var row when seen is { } version && row.Version != version => ChangeResult.Stale<T>(row.Version),
                var row => await work(change, row),
            }, cancel);

    private async Task<Written<ChangeResult<T>>> RunAsync<T>(
        StoreScope scope, ChangeRequest request, Func<ConfigurationChange, Task<ChangeResult<T>>> work)
        where T : class
    {
        var change = new ConfigurationChange(scope, request, await NextVersionAsync(scope), clock.GetUtcNow());
        var result = await work(change);
        return result.Status == ChangeStatus.Saved ? Written.Commit(result, change.Events) : Written.Abandon(result);
    }

    private async Task RefreshAsync()
    {
        try
        {
            // The change is on disk: a caller that goes away now must not leave the engine with the old picture.
            await catalogue.RefreshAsync(CancellationToken.None);
        }
        catch (JournalException failure)
        {
            // Passed on as it is, it would say that nothing was changed.
            throw new JournalException(JournalFailure.OutcomeUnknown, "The change is saved, and the configuration could not be read again.", failure);
        }
    }

    private static async Task<long> NextVersionAsync(StoreScope scope)
    {
        await scope.ExecuteAsync("UPDATE configuration SET version = version + 1 WHERE id = 1");
        return await scope.RowAsync<long>("SELECT version FROM configuration WHERE id = 1");
    }
}
