using System.Data.Common;
using System.Globalization;

namespace Signalbox.Server.Backup;

/// <summary>
/// Who comes in after a restore. What was opened and ended since the backup would be open again: sessions and the like are
/// emptied, and what people must look through by themselves is named.
/// </summary>
/// <param name="Users">Those who may sign in.</param>
/// <param name="Tokens">API tokens that are valid, with whose they are.</param>
/// <param name="Clients">OAuth clients that are on.</param>
/// <param name="Strategies">Their webhook addresses are those of the backup.</param>
internal sealed record RestoredAccess(
    IReadOnlyList<string> Users, IReadOnlyList<string> Tokens, IReadOnlyList<string> Clients, IReadOnlyList<string> Strategies)
{
    private const int NamedMax = 30;

    private static readonly string[] Emptied =
        ["sessions", "half_sign_ins", "access_tokens", "known_browsers", "invitations", "passkey_challenges", "external_sign_ins"];

    /// <param name="tables">Those that are there: an older backup does not have them all.</param>
    public static async Task<RestoredAccess> CloseAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyCollection<string> tables, CancellationToken cancel)
    {
        foreach (var table in Emptied.Where(tables.Contains))
        {
            await using var command = Command(connection, transaction, $"DELETE FROM {table}");
            await command.ExecuteNonQueryAsync(cancel);
        }

        Task<IReadOnlyList<string>> NamesAsync(string table, string sql) =>
            tables.Contains(table) ? ReadAsync(connection, transaction, sql, cancel) : Task.FromResult<IReadOnlyList<string>>([]);

        return new(
            await NamesAsync("users", "SELECT name FROM users WHERE enabled = 1 ORDER BY name"),
            await NamesAsync("api_tokens", "SELECT t.name || ' of ' || u.name FROM api_tokens t JOIN users u ON u.id = t.user_id WHERE t.revoked_at IS NULL ORDER BY 1"),
            await NamesAsync("oauth_clients", "SELECT name FROM oauth_clients WHERE enabled = 1 ORDER BY name"),
            await NamesAsync("strategies", "SELECT name FROM strategies ORDER BY name"));
    }

    /// <summary>For whoever restored.</summary>
    public string Words =>
        $"""
        Everybody is signed out: sessions, access tokens of OAuth clients, known browsers and open invitations of the backup were emptied.
        What was revoked, rotated, disabled or erased after the backup is valid again. Look it through, and do again what was done:
          users who may sign in: {Named(Users)}
          API tokens: {Named(Tokens)}
          OAuth clients: {Named(Clients)}
          webhook addresses and secrets of the strategies: {Named(Strategies)}
        """;

    private static string Named(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Create(
        CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamedMax))}{(names.Count > NamedMax ? $" and {names.Count - NamedMax} more" : "")}");

    private static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancel)
    {
        var names = new List<string>();
        await using var command = Command(connection, transaction, sql);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Only constant texts of this file arrive here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}

/// <summary>What was put back.</summary>
internal sealed record Restored(BackupManifest Manifest, RestoredAccess Access);
