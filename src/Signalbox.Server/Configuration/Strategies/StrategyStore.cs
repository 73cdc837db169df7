using Signalbox.Identity;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Strategies;

/// <summary>The strategies and their webhook secrets.</summary>
internal sealed class StrategyStore(ITransactionalStore store, ConfigurationWriter writer, Vault vault)
{
    public async Task<IReadOnlyList<Stored<Strategy>>> ListAsync(Sight sight, string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => StrategyTable.PageAsync(scope, sight, after, limit), cancel)).Select(row => row.Stored)];

    public async Task<Stored<Strategy>?> FindAsync(StrategyId id, CancellationToken cancel) => (await RowAsync(id, cancel))?.Stored;

    /// <summary>The secret in the webhook's address, for its owner to see again; null without such a strategy.</summary>
    public async Task<string?> SecretAsync(StrategyId id, CancellationToken cancel) =>
        await RowAsync(id, cancel) is { } row ? SealedWebhookSecret.Open(row, vault) : null;

    public Task<ChangeResult<Stored<Strategy>>> CreateAsync(Strategy strategy, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, change => InsertAsync(change, strategy), cancel);

    /// <summary>The same as a part of a greater change.</summary>
    public async Task<ChangeResult<Stored<Strategy>>> InsertAsync(ConfigurationChange change, Strategy strategy)
    {
        if (await GateFit.OfStrategyAsync(change.Scope, strategy) is { Count: > 0 } misfits)
        {
            return ChangeResult.Refused<Stored<Strategy>>(misfits);
        }

        await StrategyTable.InsertAsync(change, strategy, SealedWebhookSecret.Create(strategy.Id, vault));
        await PermissionTable.OwnAsync(change, PermissionKind.Strategy, strategy.Id.Value);
        await SecretDates.NoteAsync(change, SecretKind.Webhook, strategy.Id.Value);
        change.Record(new StrategyCreated
        {
            Subject = strategy.Id.Value,
            SubjectName = strategy.Name,
            After = ConfigurationChange.Document(strategy, ConfigurationJson.Default.Strategy),
        });
        return ChangeResult.Saved(change.Stored(strategy));
    }

    /// <param name="strategy">The whole strategy as it shall be.</param>
    /// <param name="version">The version the caller's change was made from.</param>
    public Task<ChangeResult<Stored<Strategy>>> ReplaceAsync(Strategy strategy, long version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(strategy.Id, version, request, (change, row) => UpdateAsync(change, row, strategy), cancel);

    /// <summary>The same as a part of a greater change.</summary>
    public static async Task<ChangeResult<Stored<Strategy>>> UpdateAsync(ConfigurationChange change, StrategyRow row, Strategy strategy)
    {
        var misfits = await GateFit.OfStrategyAsync(change.Scope, strategy);
        if ((await AccountFit.OfStrategyAsync(change.Scope, strategy) ?? await TermsFit.OfStrategyAsync(change.Scope, strategy)) is { } misfit)
        {
            misfits = [misfit, .. misfits];
        }

        if (misfits.Count > 0)
        {
            return ChangeResult.Refused<Stored<Strategy>>(misfits);
        }

        await StrategyTable.UpdateAsync(change, strategy, SealedWebhookSecret.Of(row));
        change.Record(new StrategyChanged
        {
            Subject = row.Id,
            SubjectName = strategy.Name,
            Before = ConfigurationChange.Document(row.ToStrategy(), ConfigurationJson.Default.Strategy),
            After = ConfigurationChange.Document(strategy, ConfigurationJson.Default.Strategy),
        });
        return ChangeResult.Saved(change.Stored(strategy, row.Stored.CreatedAt));
    }

    /// <summary>How many credentials the strategy allows in bodies, and its version; null without such a strategy.</summary>
    public async Task<(int Count, long Version)?> BodySecretsAsync(StrategyId id, CancellationToken cancel) =>
        await RowAsync(id, cancel) is { } row ? (row.BodySecretHashes.Count, row.Version) : null;

    /// <summary>
    /// Replaces the credentials that bodies may carry. Only their hashes are kept: nobody can read them again. With none, a body's
    /// credential is not asked for.
    /// </summary>
    /// <param name="version">The version the caller saw; null replaces whatever stands there.</param>
    public Task<ChangeResult<Stored<Strategy>>> ReplaceBodySecretsAsync(
        StrategyId id, IReadOnlyList<string> secrets, long? version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(id, version, request, async (change, row) =>
        {
            await StrategyTable.SetBodySecretsAsync(change, id, [.. secrets.Select(SecretText.HashWhole).Distinct(StringComparer.Ordinal)]);
            change.Record(new BodySecretsReplaced
            {
                Subject = row.Id,
                SubjectName = row.Name,
            });
            return ChangeResult.Saved(change.Stored(row.ToStrategy(), row.Stored.CreatedAt));
        }, cancel);

    /// <param name="version">The version the caller saw; null deletes whatever stands there.</param>
    public Task<ChangeResult<Stored<Strategy>>> DeleteAsync(StrategyId id, long? version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(id, version, request, async (change, row) =>
        {
            var subscriptions = await SubscriptionTable.CountOfStrategyAsync(change.Scope, id);
            if (subscriptions > 0)
            {
                return ChangeResult.InUse<Stored<Strategy>>($"The strategy {row.Name} still has {subscriptions} subscription(s). Delete them first.");
            }

            await StrategyTable.DeleteAsync(change, id);
            change.Record(new StrategyDeleted
            {
                Subject = row.Id,
                SubjectName = row.Name,
                Before = ConfigurationChange.Document(row.ToStrategy(), ConfigurationJson.Default.Strategy),
            });
            return ChangeResult.Saved(row.Stored);
        }, cancel);

    private Task<StrategyRow?> RowAsync(StrategyId id, CancellationToken cancel) =>
        store.ReadAsync(scope => StrategyTable.FindAsync(scope, id), cancel);

    private Task<ChangeResult<Stored<Strategy>>> ChangeRowAsync(
        StrategyId id, long? version, ChangeRequest request,
        Func<ConfigurationChange, StrategyRow, Task<ChangeResult<Stored<Strategy>>>> work, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => StrategyTable.FindAsync(scope, id), version, work, cancel);
}
