using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Limits;

internal static class LimitTable
{
    private const string Columns = "scope, limits, version, created_at, updated_at";

    public static Task<IReadOnlyList<LimitRow>> AllAsync(StoreScope scope) =>
        scope.RowsAsync<LimitRow>($"SELECT {Columns} FROM risk_limits ORDER BY scope");

    public static Task<LimitRow?> FindAsync(StoreScope scope, RiskScope whose) =>
        scope.RowAsync<LimitRow>($"SELECT {Columns} FROM risk_limits WHERE scope = @Scope", new { Scope = whose.ToString() });

    public static Task SaveAsync(ConfigurationChange change, ScopedLimits limits) =>
        change.Scope.ExecuteAsync(
            $"""
            INSERT INTO risk_limits ({Columns}) VALUES (@Scope, @Limits, @Version, @At, @At)
            ON CONFLICT (scope) DO UPDATE SET limits = @Limits, version = @Version, updated_at = @At
            """,
            new
            {
                Scope = limits.Scope.ToString(),
                Limits = ConfigurationJson.Write(limits.Limits, ConfigurationJson.Default.RiskLimits),
                change.Version,
                At = change.AtMs,
            });
}
