using Signalbox.Journal;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>
/// Every administration event passes here on its way into the journal, whoever writes it: it is told where the request
/// came from, and what tells of people goes under their keys in the same transaction.
/// </summary>
internal sealed class AuditedStore(ITransactionalStore store, PersonKeys keys, AdministrationNews news) : ITransactionalStore
{
    public Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel) =>
        stream == StreamId.Administration ? WriteAndTellAsync(stream, work, cancel) : store.WriteAsync(stream, work, cancel);

    public Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) => store.ReadAsync(work, cancel);

    private async Task<T> WriteAndTellAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel)
    {
        var from = RequestOrigin.Current;
        var happened = false;
        try
        {
            return await store.WriteAsync(stream, async scope =>
            {
                var written = await work(scope);
                happened = written.Keep && written.Events.Count > 0;
                return happened ? written with { Events = await CompleteAsync(scope, written.Events, from) } : written;
            }, cancel);
        }
        finally
        {
            // Also where the outcome is not known: it may be on disk.
            if (happened)
            {
                news.Tell();
            }
        }
    }

    private async Task<IReadOnlyList<EventDraft>> CompleteAsync(StoreScope scope, IReadOnlyList<EventDraft> drafts, Origin? from)
    {
        var known = new Dictionary<string, PersonKey>(StringComparer.Ordinal);
        var complete = new List<EventDraft>(drafts.Count);
        foreach (var draft in drafts)
        {
            var happened = AdministrationCodec.Read(draft) with { From = from };
            complete.Add(AdministrationCodec.Events.Write(await PersonalSealing.SealAsync(happened, KeyAsync), draft.At));
        }

        return complete;

        async Task<PersonKey> KeyAsync(string person)
        {
            if (!known.TryGetValue(person, out var key))
            {
                known.Add(person, key = await keys.FindOrCreateAsync(scope, person));
            }

            return key;
        }
    }
}
