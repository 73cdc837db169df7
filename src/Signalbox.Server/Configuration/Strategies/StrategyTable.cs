using Dapper;
using Signalbox.Identity;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Strategies;

internal static class StrategyTable
{
    private const string Columns =
        "id, name, asset_class, trading_style, enabled, defaults, allowed_tickers, signal_validity_seconds, gates, windows, "
        + "secret_hash, secret_sealed, body_secrets, webhook_protection, webhook_version, former_secret_hash, former_secret_until, bearer_hash, signing_sealed, version, created_at, updated_at";

    public static Task<IReadOnlyList<StrategyRow>> AllAsync(StoreScope scope) =>
        scope.RowsAsync<StrategyRow>($"SELECT {Columns} FROM strategies WHERE deleted_at IS NULL ORDER BY id");

    public static Task<IReadOnlyList<StrategyRow>> PageAsync(StoreScope scope, Sight sight, string after, int limit)
    {
        var values = new DynamicParameters(new { After = after, Limit = (long)limit });
        var seen = sight.IsWhole ? "" : $" AND {InList.Of("id", sight.Strategies.Keys, "seen", (name, value) => values.Add(name, value))}";
        return scope.RowsAsync<StrategyRow>($"SELECT {Columns} FROM strategies WHERE deleted_at IS NULL AND id > @After{seen} ORDER BY id LIMIT @Limit", values);
    }

    public static Task<StrategyRow?> FindAsync(StoreScope scope, StrategyId id) =>
        scope.RowAsync<StrategyRow>($"SELECT {Columns} FROM strategies WHERE deleted_at IS NULL AND id = @Id", new { Id = id.Value });

    /// <summary>Of strategies of one name two at most: whoever asks by name can do with one alone.</summary>
    public static Task<IReadOnlyList<StrategyRow>> NamedAsync(StoreScope scope, string name) =>
        scope.RowsAsync<StrategyRow>($"SELECT {Columns} FROM strategies WHERE deleted_at IS NULL AND name = @Name ORDER BY id LIMIT 2", new { Name = name });

    /// <summary>The strategies with a subscription at an account.</summary>
    public static Task<IReadOnlyList<StrategyRow>> OfAccountAsync(StoreScope scope, AccountId account) =>
        scope.RowsAsync<StrategyRow>(
            $"SELECT {Columns} FROM strategies WHERE id IN (SELECT strategy_id FROM subscriptions WHERE account_id = @Id AND deleted_at IS NULL) ORDER BY id",
            new { Id = account.Value });

    public static Task InsertAsync(ConfigurationChange change, Strategy strategy, SealedWebhookSecret secret) =>
        change.Scope.ExecuteAsync(
            $"""
            INSERT INTO strategies ({Columns})
            VALUES (@Id, @Name, @AssetClass, @TradingStyle, @Enabled, @Defaults, @AllowedTickers, @SignalValiditySeconds, @Gates, @Windows,
                @SecretHash, @SecretSealed, @BodySecrets, @WebhookProtection, @WebhookVersion, @FormerSecretHash, @FormerSecretUntil, @BearerHash, @SigningSealed, @Version, @CreatedAt, @UpdatedAt)
            """,
            Row(change, strategy, secret));

    public static Task UpdateAsync(ConfigurationChange change, Strategy strategy, SealedWebhookSecret secret) =>
        change.Scope.ExecuteAsync(
            """
            UPDATE strategies SET name = @Name, asset_class = @AssetClass, trading_style = @TradingStyle, enabled = @Enabled,
                defaults = @Defaults, allowed_tickers = @AllowedTickers, signal_validity_seconds = @SignalValiditySeconds, gates = @Gates, windows = @Windows,
                secret_hash = @SecretHash, secret_sealed = @SecretSealed, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            Row(change, strategy, secret));

    public static Task SetBodySecretsAsync(ConfigurationChange change, StrategyId id, IReadOnlyList<string> hashes) =>
        change.Scope.ExecuteAsync(
            "UPDATE strategies SET body_secrets = @Secrets, version = @Version, updated_at = @At WHERE id = @Id",
            new { Secrets = ConfigurationJson.Write([.. hashes], ConfigurationJson.Default.StringArray), change.Version, At = change.AtMs, Id = id.Value });

    /// <summary>The secrets and settings of the webhook; the rest of the strategy, and its version, stay.</summary>
    public static Task SetWebhookAsync(ConfigurationChange change, StrategyRow row) =>
        change.Scope.ExecuteAsync(
            """
            UPDATE strategies SET secret_hash = @SecretHash, secret_sealed = @SecretSealed, webhook_protection = @WebhookProtection,
                webhook_version = @WebhookVersion, former_secret_hash = @FormerSecretHash, former_secret_until = @FormerSecretUntil,
                bearer_hash = @BearerHash, signing_sealed = @SigningSealed
            WHERE id = @Id
            """,
            new
            {
                row.SecretHash, row.SecretSealed, row.WebhookProtection, WebhookVersion = change.Version, row.FormerSecretHash, row.FormerSecretUntil,
                row.BearerHash, row.SigningSealed, row.Id,
            });

    public static Task DeleteAsync(ConfigurationChange change, StrategyId id) =>
        change.Scope.ExecuteAsync(
            "UPDATE strategies SET deleted_at = @At, version = @Version WHERE id = @Id",
            new { At = change.AtMs, change.Version, Id = id.Value });

    private static StrategyRow Row(ConfigurationChange change, Strategy strategy, SealedWebhookSecret secret) => new()
    {
        Id = strategy.Id.Value,
        Name = strategy.Name,
        AssetClass = Words.Of(strategy.AssetClass),
        TradingStyle = Words.Of(strategy.TradingStyle),
        Enabled = strategy.Enabled ? 1 : 0,
        Defaults = ConfigurationJson.Write(strategy.Defaults, ConfigurationJson.Default.TradeTerms),
        AllowedTickers = ConfigurationJson.Write([.. strategy.AllowedTickers], ConfigurationJson.Default.StringArray),
        SignalValiditySeconds = strategy.SignalValiditySeconds,
        Gates = ConfigurationJson.Write([.. strategy.Gates], ConfigurationJson.Default.GateArray),
        Windows = strategy.Windows is null ? null : ConfigurationJson.Write(strategy.Windows, ConfigurationJson.Default.TradingWindows),
        SecretHash = secret.Hash,
        SecretSealed = secret.Sealed,
        // A new strategy has none; an update of the rest leaves them as they are.
        BodySecrets = "[]",
        WebhookProtection = "{}",
        Version = change.Version,
        CreatedAt = change.AtMs,
        UpdatedAt = change.AtMs,
    };
}
