using System.Text.Json;
using System.Text.Json.Nodes;
using Signalbox.Identity;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Connections;

/// <summary>The accounts at brokers and exchanges, with their credentials in the vault.</summary>
internal sealed class ConnectionStore(ITransactionalStore store, ConfigurationWriter writer, Vault vault)
{
    public async Task<IReadOnlyList<Stored<ConnectionDetails>>> ListAsync(Sight sight, string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => ConnectionTable.PageAsync(scope, sight, after, limit), cancel)).Select(row => row.Stored)];

    public async Task<Stored<ConnectionDetails>?> FindAsync(AccountId id, CancellationToken cancel) => (await RowAsync(id, cancel))?.Stored;

    /// <summary>The credentials in clear, for the venue adapter alone; empty without such a connection.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CredentialsAsync(AccountId id, CancellationToken cancel) =>
        await RowAsync(id, cancel) is { } row ? SealedCredentials.Open(row, vault) : [];

    public Task<ChangeResult<Stored<ConnectionDetails>>> CreateAsync(
        BrokerConnection connection, IReadOnlyDictionary<string, string> credentials, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            var kept = SealedCredentials.Create(connection.Id, credentials, vault);
            await ConnectionTable.InsertAsync(change, connection, kept);
            await PermissionTable.OwnAsync(change, PermissionKind.Account, connection.Id.Value);
            await SecretDates.NoteAsync(change, SecretKind.Connection, connection.Id.Value);
            var details = new ConnectionDetails(connection, kept.Names);
            change.Record(new ConnectionCreated { Subject = connection.Id.Value, SubjectName = connection.Name, After = Document(details) });
            return ChangeResult.Saved(change.Stored(details));
        }, cancel);

    /// <summary>Replaces everything but broker and mode: another account is another connection.</summary>
    /// <param name="connection">The whole connection as it shall be.</param>
    /// <param name="credentials">Null keeps those there are.</param>
    /// <param name="version">The version the caller's change was made from.</param>
    public Task<ChangeResult<Stored<ConnectionDetails>>> ReplaceAsync(
        BrokerConnection connection, IReadOnlyDictionary<string, string>? credentials, long version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(connection.Id, version, request, async (change, row) =>
        {
            var errors = await RefusalsAsync(change, row.ToConnection(), connection);
            if (errors.Count > 0)
            {
                return ChangeResult.Refused<Stored<ConnectionDetails>>(errors);
            }

            var kept = credentials is null ? SealedCredentials.Of(row) : SealedCredentials.Create(connection.Id, credentials, vault);
            await ConnectionTable.UpdateAsync(change, connection, kept);
            if (credentials is not null)
            {
                await SecretDates.NoteAsync(change, SecretKind.Connection, row.Id);
            }

            var details = new ConnectionDetails(connection, kept.Names);
            change.Record(new ConnectionChanged
            {
                Subject = row.Id,
                SubjectName = connection.Name,
                Before = Document(row.ToDetails()),
                After = Document(details, credentials is not null),
            });
            return ChangeResult.Saved(change.Stored(details, row.Stored.CreatedAt));
        }, cancel);

    /// <param name="version">The version the caller saw; null deletes whatever stands there.</param>
    public Task<ChangeResult<Stored<ConnectionDetails>>> DeleteAsync(AccountId id, long? version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(id, version, request, async (change, row) =>
        {
            var subscriptions = await SubscriptionTable.CountOfAccountAsync(change.Scope, id);
            if (subscriptions > 0)
            {
                return ChangeResult.InUse<Stored<ConnectionDetails>>($"The connection {row.Name} still has {subscriptions} subscription(s). Delete them first.");
            }

            await ConnectionTable.DeleteAsync(change, id);
            change.Record(new ConnectionDeleted { Subject = row.Id, SubjectName = row.Name, Before = Document(row.ToDetails()) });
            return ChangeResult.Saved(row.Stored);
        }, cancel);

    private static async Task<IReadOnlyList<FieldError>> RefusalsAsync(ConfigurationChange change, BrokerConnection before, BrokerConnection after)
    {
        var errors = new List<FieldError>();
        if (after.Broker != before.Broker)
        {
            errors.Add(new("broker", "A connection stays with its broker. Create another one instead."));
        }

        if (after.Mode != before.Mode)
        {
            errors.Add(new("mode", "A paper account never turns into a live one, nor the other way round. Create another connection instead."));
        }

        if (await AccountFit.OfConnectionAsync(change.Scope, after) is { } misfit)
        {
            errors.Add(misfit);
        }

        return errors;
    }

    private static JsonElement Document(ConnectionDetails details, bool credentialsReplaced = false)
    {
        var document = JsonSerializer.SerializeToNode(details.Connection, ConfigurationJson.Default.BrokerConnection)!.AsObject();
        document["credentialNames"] = new JsonArray([.. details.CredentialNames.Select(name => JsonValue.Create(name))]);
        document["credentialsReplaced"] = credentialsReplaced;
        return JsonSerializer.SerializeToElement(document, ConfigurationJson.Default.JsonObject);
    }

    private Task<ConnectionRow?> RowAsync(AccountId id, CancellationToken cancel) =>
        store.ReadAsync(scope => ConnectionTable.FindAsync(scope, id), cancel);

    private Task<ChangeResult<Stored<ConnectionDetails>>> ChangeRowAsync(
        AccountId id, long? version, ChangeRequest request,
        Func<ConfigurationChange, ConnectionRow, Task<ChangeResult<Stored<ConnectionDetails>>>> work, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => ConnectionTable.FindAsync(scope, id), version, work, cancel);
}
