using System.Collections.Frozen;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Configuration.Limits;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Server.Storage;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration;

/// <summary>Reads the whole configuration as one picture of one version.</summary>
public sealed class ConfigurationStore(ITransactionalStore store)
{
    public Task<long> VersionAsync(CancellationToken cancel) => store.ReadAsync(VersionAsync, cancel);

    public async Task<Catalogue> LoadAsync(CancellationToken cancel) => (await LoadPictureAsync(cancel)).Catalogue;

    public Task<ConfigurationPicture> LoadPictureAsync(CancellationToken cancel) => store.ReadAsync(async scope =>
    {
        var version = await VersionAsync(scope);
        var strategies = await StrategyTable.AllAsync(scope);
        var subscriptions = await SubscriptionTable.AllAsync(scope);
        var connections = await ConnectionTable.AllAsync(scope);
        var limits = await LimitTable.AllAsync(scope);
        var secrets = await GateSecretTable.AllAsync(scope);
        var catalogue = new Catalogue(
            version, [.. strategies.Select(row => row.ToStrategy())], [.. subscriptions.Select(row => row.ToSubscription())],
            [.. connections.Select(row => row.ToConnection())]);
        return new ConfigurationPicture(catalogue, new WebhookGate(strategies.Select(row => row.WebhookKey)))
        {
            Permissions = new(await PermissionTable.AllAsync(scope), await PermissionTable.PublicationsAsync(scope), catalogue),
            Limits = new(limits.Select(row => row.ToLimits())),
            GateSecrets = secrets.ToFrozenDictionary(row => row.Name, row => row.SecretSealed),
        };
    }, cancel);

    private static Task<long> VersionAsync(StoreScope scope) => scope.RowAsync<long>("SELECT version FROM configuration WHERE id = 1");
}
