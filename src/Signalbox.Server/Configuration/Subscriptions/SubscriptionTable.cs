using Dapper;
using Signalbox.Identity;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Subscriptions;

internal static class SubscriptionTable
{
    private const string Columns =
        "id, strategy_id, account_id, enabled, allowed_tickers, overrides, signal_may_set, rules, gates, version, created_at, updated_at";

    public static Task<IReadOnlyList<SubscriptionRow>> AllAsync(StoreScope scope) =>
        scope.RowsAsync<SubscriptionRow>($"SELECT {Columns} FROM subscriptions WHERE deleted_at IS NULL ORDER BY id");

    /// <param name="strategy">Only those of this strategy; null: of all.</param>
    public static Task<IReadOnlyList<SubscriptionRow>> PageAsync(StoreScope scope, Sight sight, StrategyId? strategy, string after, int limit)
    {
        var values = new DynamicParameters(new { After = after, Limit = (long)limit, Strategy = strategy?.Value });
        var seen = sight.IsWhole ? "" : $" AND {InList.Of("account_id", sight.Accounts.Keys, "seen", (name, value) => values.Add(name, value))}";
        return scope.RowsAsync<SubscriptionRow>(
            $"SELECT {Columns} FROM subscriptions WHERE deleted_at IS NULL AND id > @After{seen}"
            + (strategy is null ? "" : " AND strategy_id = @Strategy") + " ORDER BY id LIMIT @Limit",
            values);
    }

    public static Task<IReadOnlyList<SubscriptionRow>> OfStrategyAsync(StoreScope scope, StrategyId strategy) =>
        scope.RowsAsync<SubscriptionRow>(
            $"SELECT {Columns} FROM subscriptions WHERE deleted_at IS NULL AND strategy_id = @Id ORDER BY id", new { Id = strategy.Value });

    public static Task<SubscriptionRow?> FindAsync(StoreScope scope, SubscriptionId id) =>
        scope.RowAsync<SubscriptionRow>($"SELECT {Columns} FROM subscriptions WHERE deleted_at IS NULL AND id = @Id", new { Id = id.Value });

    public static Task<long> CountOfStrategyAsync(StoreScope scope, StrategyId strategy) =>
        scope.RowAsync<long>("SELECT count(*) FROM subscriptions WHERE deleted_at IS NULL AND strategy_id = @Id", new { Id = strategy.Value });

    public static Task<long> CountOfAccountAsync(StoreScope scope, AccountId account) =>
        scope.RowAsync<long>("SELECT count(*) FROM subscriptions WHERE deleted_at IS NULL AND account_id = @Id", new { Id = account.Value });

    public static Task InsertAsync(ConfigurationChange change, Subscription subscription) =>
        change.Scope.ExecuteAsync(
            $"""
            INSERT INTO subscriptions ({Columns})
            VALUES (@Id, @StrategyId, @AccountId, @Enabled, @AllowedTickers, @Overrides, @SignalMaySet, @Rules, @Gates, @Version, @CreatedAt, @UpdatedAt)
            """,
            Row(change, subscription));

    public static Task UpdateAsync(ConfigurationChange change, Subscription subscription) =>
        change.Scope.ExecuteAsync(
            """
            UPDATE subscriptions SET enabled = @Enabled, allowed_tickers = @AllowedTickers, overrides = @Overrides, signal_may_set = @SignalMaySet, rules = @Rules,
                gates = @Gates, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            Row(change, subscription));

    public static Task DeleteAsync(ConfigurationChange change, SubscriptionId id) =>
        change.Scope.ExecuteAsync(
            "UPDATE subscriptions SET deleted_at = @At, version = @Version WHERE id = @Id",
            new { At = change.AtMs, change.Version, Id = id.Value });

    private static SubscriptionRow Row(ConfigurationChange change, Subscription subscription) => new()
    {
        Id = subscription.Id.Value,
        StrategyId = subscription.Strategy.Value,
        AccountId = subscription.Account.Value,
        Enabled = subscription.Enabled ? 1 : 0,
        AllowedTickers = ConfigurationJson.Write([.. subscription.AllowedTickers], ConfigurationJson.Default.StringArray),
        Overrides = ConfigurationJson.Write(subscription.Overrides, ConfigurationJson.Default.TradeTerms),
        SignalMaySet = ConfigurationJson.Write(subscription.SignalMaySet, ConfigurationJson.Default.SignalMaySet),
        Rules = ConfigurationJson.Write(subscription.Rules, ConfigurationJson.Default.TradeRules),
        Gates = ConfigurationJson.Write([.. subscription.Gates], ConfigurationJson.Default.GateArray),
        Version = change.Version,
        CreatedAt = change.AtMs,
        UpdatedAt = change.AtMs,
    };
}
