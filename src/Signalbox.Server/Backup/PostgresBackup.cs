using Npgsql;

namespace Signalbox.Server.Backup;

/// <summary>Every table of the journal's schema as it was at one moment, also beside running servers.</summary>
internal static class PostgresBackup
{
    /// <summary>Tables that others refer to come first, so that they can be filled in this order.</summary>
    private const string Tables =
        """
        SELECT c.relname::text,
            (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
            coalesce((SELECT string_agg(DISTINCT r.relname, ',') FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
             WHERE f.conrelid = c.oid AND f.contype = 'f' AND r.oid <> c.oid), '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind = 'r' ORDER BY 1
        """;

    /// <summary>What the settings say of the vault at that moment; null: nothing.</summary>
    public static async Task<string?> WriteAsync(BackupWriter writer, string connectionString, CancellationToken cancel)
    {
        try
        {
            return await ReadAndWriteAsync(writer, connectionString, cancel);
        }
        catch (NpgsqlException failure)
        {
            throw new BackupException($"The tables could not be read from PostgreSQL: {failure.Message}", failure);
        }
    }

    private static async Task<string?> ReadAndWriteAsync(BackupWriter writer, string connectionString, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var tables = await TablesAsync(connection, cancel);
        foreach (var (table, columns) in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({columns}) TO STDOUT (FORMAT BINARY)", cancel);
            writer.From($"{BackupManifest.TablePrefix}{table}:{columns}", rows, cancel);
        }

        if (tables.All(each => each.Table != "settings"))
        {
            return null;
        }

        await using var proof = new NpgsqlCommand("SELECT value FROM settings WHERE name = 'vault'", connection);
        return await proof.ExecuteScalarAsync(cancel) as string;
    }

    public static async Task<IReadOnlyList<(string Table, string Columns)>> TablesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var found = new List<(string Table, string Columns, HashSet<string> Needs)>();
        await using var command = new NpgsqlCommand(Tables, connection);
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                found.Add((reader.GetString(0), reader.GetString(1), [.. reader.GetString(2).Split(',', StringSplitOptions.RemoveEmptyEntries)]));
            }
        }

        var ordered = new List<(string Table, string Columns)>();
        while (found.Count > 0)
        {
            var next = found.Find(each => each.Needs.IsSubsetOf(ordered.Select(done => done.Table)));
            if (next.Table is null)
            {
                throw new BackupException($"The tables {string.Join(", ", found.Select(each => each.Table))} refer to each other in a circle.");
            }

            ordered.Add((next.Table, next.Columns));
            found.Remove(next);
        }

        return ordered;
    }
}
