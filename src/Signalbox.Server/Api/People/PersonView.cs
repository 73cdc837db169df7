using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.People;

/// <summary>Gathers what is kept about a person; docs/privacy.md lists the same places.</summary>
internal sealed class PersonView(ITransactionalStore store, UserStore users, AuditTrail trail)
{
    private const int EntriesMax = 10_000;

    /// <summary>Null without such a user.</summary>
    public async Task<PersonDocument?> ReadAsync(string id, CancellationToken cancel)
    {
        if (await users.FindAsync(id, cancel) is not { } user)
        {
            return null;
        }

        var records = await store.ReadAsync(scope => PersonRecords.ReadAsync(scope, id), cancel);
        var (entries, isCut) = await EntriesAsync(id, cancel);
        return new(
            UserDocument.Of(user), records.Sessions, records.Tokens, records.Clients, records.Passkeys, records.Identities, records.Invitation, records.Permissions, records.Layouts,
            records.Acknowledgements, entries, isCut);
    }

    private async Task<(IReadOnlyList<AuditDocument> Entries, bool IsCut)> EntriesAsync(string id, CancellationToken cancel)
    {
        var entries = new List<AuditDocument>();
        await foreach (var entry in trail.ReadAsync(AuditQuery.All, cancel))
        {
            if (entry.Event.By.Id == id || entry.Event.Subject == id || entry.Event.Person == id)
            {
                if (entries.Count == EntriesMax)
                {
                    return (entries, true);
                }

                entries.Add(AuditDocument.Of(entry));
            }
        }

        return (entries, false);
    }
}
