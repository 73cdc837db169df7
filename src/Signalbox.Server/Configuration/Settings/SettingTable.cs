using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Settings;

/// <summary>Single values of the installation by name.</summary>
internal static class SettingTable
{
    public static Task<string?> FindAsync(StoreScope scope, string name) =>
        scope.RowAsync<string>("SELECT value FROM settings WHERE name = @Name", new { Name = name });

    public static Task SaveAsync(StoreScope scope, string name, string value, DateTimeOffset at) =>
        scope.ExecuteAsync(
            """
            INSERT INTO settings (name, value, updated_at) VALUES (@Name, @Value, @At)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """,
            new { Name = name, Value = value, At = at.ToUnixTimeMilliseconds() });

    public static Task DeleteAsync(StoreScope scope, string name) =>
        scope.ExecuteAsync("DELETE FROM settings WHERE name = @Name", new { Name = name });
}
