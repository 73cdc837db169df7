using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Gates;

internal static class GateSecretTable
{
    private const string Columns = "name, secret_sealed, version, created_at, updated_at";

    public static Task<IReadOnlyList<GateSecretRow>> AllAsync(StoreScope scope) =>
        scope.RowsAsync<GateSecretRow>($"SELECT {Columns} FROM gate_secrets ORDER BY name");

    public static Task<IReadOnlyList<GateSecretRow>> PageAsync(StoreScope scope, string after, int limit) =>
        scope.RowsAsync<GateSecretRow>(
            $"SELECT {Columns} FROM gate_secrets WHERE name > @After ORDER BY name LIMIT @Limit", new { After = after, Limit = (long)limit });

    public static Task<GateSecretRow?> FindAsync(StoreScope scope, string name) =>
        scope.RowAsync<GateSecretRow>($"SELECT {Columns} FROM gate_secrets WHERE name = @Name", new { Name = name });

    public static Task SaveAsync(ConfigurationChange change, string name, string secretSealed) =>
        change.Scope.ExecuteAsync(
            $"""
            INSERT INTO gate_secrets ({Columns}) VALUES (@Name, @SecretSealed, @Version, @At, @At)
            ON CONFLICT (name) DO UPDATE SET secret_sealed = excluded.secret_sealed, version = excluded.version, updated_at = excluded.updated_at
            """,
            new { Name = name, SecretSealed = secretSealed, change.Version, At = change.AtMs });

    public static Task DeleteAsync(ConfigurationChange change, string name) =>
        change.Scope.ExecuteAsync("DELETE FROM gate_secrets WHERE name = @Name", new { Name = name });
}
