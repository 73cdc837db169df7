using Dapper;
using Signalbox.Identity;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Connections;

internal static class ConnectionTable
{
    private const string Columns =
        "id, name, broker, mode, status, asset_classes, position_scope, settings, credential_names, credentials_sealed, "
        + "version, created_at, updated_at";

    public static Task<IReadOnlyList<ConnectionRow>> AllAsync(StoreScope scope) =>
        scope.RowsAsync<ConnectionRow>($"SELECT {Columns} FROM broker_connections WHERE deleted_at IS NULL ORDER BY id");

    public static Task<IReadOnlyList<ConnectionRow>> PageAsync(StoreScope scope, Sight sight, string after, int limit)
    {
        var values = new DynamicParameters(new { After = after, Limit = (long)limit });
        var seen = sight.IsWhole ? "" : $" AND {InList.Of("id", sight.Accounts.Keys, "seen", (name, value) => values.Add(name, value))}";
        return scope.RowsAsync<ConnectionRow>($"SELECT {Columns} FROM broker_connections WHERE deleted_at IS NULL AND id > @After{seen} ORDER BY id LIMIT @Limit", values);
    }

    public static Task<ConnectionRow?> FindAsync(StoreScope scope, AccountId id) =>
        scope.RowAsync<ConnectionRow>($"SELECT {Columns} FROM broker_connections WHERE deleted_at IS NULL AND id = @Id", new { Id = id.Value });

    /// <summary>The connections a strategy has subscriptions at.</summary>
    public static Task<IReadOnlyList<ConnectionRow>> OfStrategyAsync(StoreScope scope, StrategyId strategy) =>
        scope.RowsAsync<ConnectionRow>(
            $"SELECT {Columns} FROM broker_connections WHERE id IN (SELECT account_id FROM subscriptions WHERE strategy_id = @Id AND deleted_at IS NULL) ORDER BY id",
            new { Id = strategy.Value });

    public static Task InsertAsync(ConfigurationChange change, BrokerConnection connection, SealedCredentials credentials) =>
        change.Scope.ExecuteAsync(
            $"""
            INSERT INTO broker_connections ({Columns})
            VALUES (@Id, @Name, @Broker, @Mode, @Status, @AssetClasses, @PositionScope, @Settings, @CredentialNames, @CredentialsSealed,
                @Version, @CreatedAt, @UpdatedAt)
            """,
            Row(change, connection, credentials));

    public static Task UpdateAsync(ConfigurationChange change, BrokerConnection connection, SealedCredentials credentials) =>
        change.Scope.ExecuteAsync(
            """
            UPDATE broker_connections SET name = @Name, status = @Status, asset_classes = @AssetClasses, position_scope = @PositionScope,
                settings = @Settings, credential_names = @CredentialNames, credentials_sealed = @CredentialsSealed,
                version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            Row(change, connection, credentials));

    /// <summary>The row stays for the history; its credentials do not.</summary>
    public static Task DeleteAsync(ConfigurationChange change, AccountId id) =>
        change.Scope.ExecuteAsync(
            "UPDATE broker_connections SET deleted_at = @At, version = @Version, credential_names = '[]', credentials_sealed = NULL WHERE id = @Id",
            new { At = change.AtMs, change.Version, Id = id.Value });

    private static ConnectionRow Row(ConfigurationChange change, BrokerConnection connection, SealedCredentials credentials) => new()
    {
        Id = connection.Id.Value,
        Name = connection.Name,
        Broker = connection.Broker,
        Mode = Words.Of(connection.Mode),
        Status = Words.Of(connection.Status),
        AssetClasses = ConfigurationJson.Write([.. connection.AssetClasses], ConfigurationJson.Default.AssetClassArray),
        PositionScope = Words.Of(connection.PositionScope),
        Settings = ConfigurationJson.Write([.. connection.Settings], ConfigurationJson.Default.VenueSettingArray),
        CredentialNames = ConfigurationJson.Write([.. credentials.Names], ConfigurationJson.Default.StringArray),
        CredentialsSealed = credentials.Sealed,
        Version = change.Version,
        CreatedAt = change.AtMs,
        UpdatedAt = change.AtMs,
    };
}
