using Signalbox.Journal;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>
/// Every administration event passes here on its way into the journal, whoever writes it: it is told where the request
/// came from, and what tells of people goes under their keys in the same transaction.
/// </summary>
internal sealed class AuditedStore(ITransactionalStore store, PersonKeys keys) : ITransactionalStore
{
    public Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel)
    {
        if (stream != StreamId.Administration)
        {
            return store.WriteAsync(stream, work, cancel);
        }

        var from = RequestOrigin.Current;
        return store.WriteAsync(stream, async scope =>
        {
            var written = await work(scope);
            return written.Keep && written.Events.Count > 0 ? written with { Events = await CompleteAsync(scope, written.Events, from) } : written;
        }, cancel);
    }

    public Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) => store.ReadAsync(work, cancel);

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
