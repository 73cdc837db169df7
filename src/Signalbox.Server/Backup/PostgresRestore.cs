using Npgsql;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Storage.Postgres;

namespace Signalbox.Server.Backup;

/// <summary>Fills every table in one transaction: until it is committed, the database is as it was.</summary>
internal sealed class PostgresRestore : IAsyncDisposable
{
    private const string SetCounters =
        """
        SELECT setval(pg_get_serial_sequence(quote_ident(table_name), column_name),
            coalesce((xpath('/row/m/text()', query_to_xml(format('SELECT max(%I) AS m FROM %I', column_name, table_name), false, true, '')))[1]::text::bigint, 1))
        FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
        """;

    /// <summary>What happened is projected again from the journal that is put back.</summary>
    private const string DropRecords =
        "DO $$ BEGIN EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', current_schema() || '_records'); END $$";

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly HashSet<string> tables;

    private PostgresRestore(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<string> tables)
    {
        this.source = source;
        this.connection = connection;
        this.transaction = transaction;
        this.tables = [.. tables];
    }

    public static async Task<PostgresRestore> BeginAsync(string connectionString, BackupManifest manifest, bool replace, CancellationToken cancel)
    {
        await using (var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = connectionString }, cancel))
        {
            await ConfigurationSchema.EnsureAsync(journal.Tables, cancel, manifest.Configuration);
            if (!replace && (await journal.HeadsAsync(cancel)).Count > 0)
            {
                throw new BackupException("There is a journal in this database already. Name an empty database or schema, or add --replace: what is there is then lost.");
            }
        }

        var source = NpgsqlDataSource.Create(connectionString);
        var connection = await source.OpenConnectionAsync(cancel);
        var transaction = await connection.BeginTransactionAsync(cancel);
        var tables = (await PostgresBackup.TablesAsync(connection, cancel)).Select(each => each.Table).ToList();
        await using var clear = new NpgsqlCommand($"TRUNCATE {string.Join(", ", tables.Select(table => $"\"{table}\""))}", connection);
        await clear.ExecuteNonQueryAsync(cancel);
        return new(source, connection, transaction, tables);
    }

    /// <param name="piece">The table and its columns as the backup wrote them.</param>
    public async Task FillAsync(string piece, BackupReader reader, CancellationToken cancel)
    {
        var (table, columns) = (piece.Split(':')[0], piece.Split(':')[^1]);
        if (!tables.Contains(table) || columns.Any(letter => letter is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '_' or ',' or '"')))
        {
            throw new BackupException("This backup holds a table this version does not know. Restore it with the version that wrote it.");
        }

        await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({columns}) FROM STDIN (FORMAT BINARY)", cancel);
        reader.CopyTo(some => rows.Write(some.Span));
    }

    public async Task<RestoredAccess> CommitAsync(CancellationToken cancel)
    {
        var access = await RestoredAccess.CloseAsync(connection, transaction, tables, cancel);
        await using var records = new NpgsqlCommand(DropRecords, connection);
        await records.ExecuteNonQueryAsync(cancel);
        await using var counters = new NpgsqlCommand(SetCounters, connection);
        await counters.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return access;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        await source.DisposeAsync();
    }
}
