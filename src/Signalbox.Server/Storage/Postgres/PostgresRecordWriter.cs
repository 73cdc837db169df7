using Npgsql;
using NpgsqlTypes;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Storage.Records;
using static Signalbox.Server.Storage.Postgres.PostgresCommands;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>Writes rows in few round trips, inside the transaction that is open.</summary>
internal static class PostgresRecordWriter
{
    /// <summary>Commands sent together.</summary>
    private const int BatchMax = 500;

    private static readonly Dictionary<RecordTable, string> Writes = RecordSchema.Tables.ToDictionary(
        table => table, table => table.WriteStatement(RecordDialect.Postgres));

    private static readonly string Count = SignalCounts.Statement.Replace("{0}", "$1", StringComparison.Ordinal);

    /// <summary>False when a stream's rows do not begin where the kept ones end.</summary>
    public static async Task<bool> WriteAsync(NpgsqlConnection connection, IReadOnlyList<StreamRows> batch, CancellationToken cancel)
    {
        if (!await BeginWhereTheyEndAsync(connection, batch, cancel))
        {
            return false;
        }

        var commands = MergedRows.Of(batch).All.Select(row => CommandOf(row.Table, row.Values)).ToList();
        foreach (var rows in batch)
        {
            commands.Add(CommandOf("UPDATE record_checkpoints SET version = $2 WHERE stream = $1", Text(PostgresText.Escape(rows.Stream.Value)), Value(rows.Reached)));
        }

        // A signal's row is locked before its trades are counted: what another node counted meanwhile is then seen.
        var touched = SignalCounts.Touched(batch);
        commands.AddRange(touched.Select(signal => CommandOf("SELECT 1 FROM signals WHERE id = $1 FOR UPDATE", Text(signal))));
        commands.AddRange(touched.Select(signal => CommandOf(Count, Text(signal))));
        foreach (var some in commands.Chunk(BatchMax))
        {
            await SendAsync(connection, some, cancel);
        }

        return true;
    }

    /// <summary>Locks the checkpoints, in the order of their streams' names, and compares them.</summary>
    private static async Task<bool> BeginWhereTheyEndAsync(NpgsqlConnection connection, IReadOnlyList<StreamRows> batch, CancellationToken cancel)
    {
        var expected = batch.ToDictionary(rows => PostgresText.Escape(rows.Stream.Value), rows => rows.After, StringComparer.Ordinal);
        var names = expected.Keys.Order(StringComparer.Ordinal).ToArray();
        await using (var insert = connection.Command(
            "INSERT INTO record_checkpoints (stream, version) SELECT name, 0 FROM unnest($1) AS name ORDER BY name ON CONFLICT DO NOTHING", Value(names)))
        {
            await insert.ExecuteNonQueryAsync(cancel);
        }

        await using var command = connection.Command("SELECT stream, version FROM record_checkpoints WHERE stream = ANY($1) ORDER BY stream FOR UPDATE", Value(names));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var same = true;
        while (await reader.ReadAsync(cancel))
        {
            same &= expected[reader.GetString(0)] == reader.GetInt64(1);
        }

        return same;
    }

    private static async Task SendAsync(NpgsqlConnection connection, NpgsqlBatchCommand[] commands, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlBatchCommand CommandOf(RecordTable table, object?[] values)
    {
        var command = new NpgsqlBatchCommand(Writes[table]);
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.Add(new()
            {
                Value = values[index] ?? DBNull.Value,
                NpgsqlDbType = table.Columns[index].IsText ? NpgsqlDbType.Text : NpgsqlDbType.Bigint,
            });
        }

        return command;
    }

    private static NpgsqlBatchCommand CommandOf(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter Text(string text) => Value(text);
}
