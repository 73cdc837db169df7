using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;
using Signalbox.Strategies.Gates;

namespace Signalbox.Server.Configuration.Gates;

/// <summary>The secrets gates send to scorers: set and replaced, never shown again.</summary>
internal sealed class GateSecretStore(ITransactionalStore store, ConfigurationWriter writer, Vault vault)
{
    public async Task<IReadOnlyList<Stored<GateSecret>>> ListAsync(string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => GateSecretTable.PageAsync(scope, after, limit), cancel)).Select(row => row.Stored)];

    public Task<ChangeResult<Stored<GateSecret>>> SetAsync(string name, string secret, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            var before = await GateSecretTable.FindAsync(change.Scope, name);
            await GateSecretTable.SaveAsync(change, name, vault.Seal(secret, Owner(name)));
            await SecretDates.NoteAsync(change, SecretKind.GateSecret, name);
            change.Record(new GateSecretSet { Subject = name, SubjectName = name });
            return ChangeResult.Saved(change.Stored(new GateSecret(name), before?.Stored.CreatedAt));
        }, cancel);

    public Task<ChangeResult<Stored<GateSecret>>> DeleteAsync(string name, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => GateSecretTable.FindAsync(scope, name), null, async (change, row) =>
        {
            if (await UserOfAsync(change.Scope, name) is { } user)
            {
                return ChangeResult.InUse<Stored<GateSecret>>($"{user} sends the secret {name} to its scorer. Change the gate first.");
            }

            await GateSecretTable.DeleteAsync(change, name);
            change.Record(new GateSecretDeleted { Subject = name, SubjectName = name });
            return ChangeResult.Saved(row.Stored);
        }, cancel);

    public static string Open(string name, string secretSealed, Vault vault) => vault.Open(secretSealed, Owner(name));

    private static async Task<string?> UserOfAsync(StoreScope scope, string name)
    {
        var strategy = (await StrategyTable.AllAsync(scope)).Select(row => row.ToStrategy()).FirstOrDefault(each => each.Gates.Any(Uses));
        var subscription = (await SubscriptionTable.AllAsync(scope)).Select(row => row.ToSubscription()).FirstOrDefault(each => each.Gates.Any(Uses));
        return strategy is not null ? $"The strategy {strategy.Name}"
            : subscription is not null ? $"The subscription {subscription.Id}"
            : null;

        bool Uses(Gate gate) => gate.Scorer?.SecretName == name;
    }

    private static VaultOwner Owner(string name) => new("gate_secrets", name, "secret");
}
