using Signalbox.Markets;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Storage;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Subscriptions;

/// <summary>A subscription binds a strategy to an account that takes the strategy's asset class, whichever of them changes.</summary>
internal static class AccountFit
{
    public static async Task<IReadOnlyList<FieldError>> OfSubscriptionAsync(StoreScope scope, Subscription subscription)
    {
        var strategy = (await StrategyTable.FindAsync(scope, subscription.Strategy))?.ToStrategy();
        var account = (await ConnectionTable.FindAsync(scope, subscription.Account))?.ToConnection();
        var errors = new List<FieldError>();
        if (strategy is null)
        {
            errors.Add(new("strategyId", $"There is no strategy {subscription.Strategy}."));
        }

        if (account is null)
        {
            errors.Add(new("accountId", $"There is no connection {subscription.Account}."));
        }

        if (strategy is not null && account is not null && !Takes(account, strategy.AssetClass))
        {
            errors.Add(new("accountId", $"The strategy {strategy.Name} trades {Words.Of(strategy.AssetClass)}, and the connection {account.Name} takes {Names(account)} only."));
        }

        return errors;
    }

    public static async Task<FieldError?> OfStrategyAsync(StoreScope scope, Strategy strategy)
    {
        foreach (var account in await ConnectionTable.OfStrategyAsync(scope, strategy.Id))
        {
            if (account.ToConnection() is var connection && !Takes(connection, strategy.AssetClass))
            {
                return new("assetClass", $"The strategy has a subscription at the connection {connection.Name}, which takes {Names(connection)} only.");
            }
        }

        return null;
    }

    public static async Task<FieldError?> OfConnectionAsync(StoreScope scope, BrokerConnection connection)
    {
        foreach (var row in await StrategyTable.OfAccountAsync(scope, connection.Id))
        {
            if (row.ToStrategy() is var strategy && !Takes(connection, strategy.AssetClass))
            {
                return new("assetClasses", $"The strategy {strategy.Name} is subscribed here and trades {Words.Of(strategy.AssetClass)}, which would be missing.");
            }
        }

        return null;
    }

    private static bool Takes(BrokerConnection account, AssetClass assetClass) => account.AssetClasses.Contains(assetClass);

    private static string Names(BrokerConnection account) => string.Join(", ", account.AssetClasses.Select(Words.Of));
}
