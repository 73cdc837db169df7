using Npgsql;
using Signalbox.Journal;
using Signalbox.Server.Storage.Records;
using static Signalbox.Server.Storage.Postgres.PostgresCommands;

namespace Signalbox.Server.Storage.Postgres;

internal static class PostgresRecordSchema
{
    // "sigrecrd" as a number: nodes that start together take turns.
    private const long StartLock = 0x7369677265637264;

    /// <summary>Makes the schema beside the journal's, and makes it anew when its format is an older one; returns its name.</summary>
    public static async Task<string> PrepareAsync(NpgsqlConnectionStringBuilder text, string server, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(text.ToString());
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancel, Value(StartLock));
        var schema = $"{await AskAsync(connection, "SELECT current_schema()", cancel)}_records";
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(schema);
        var found = await FormatAsync(connection, schema, quoted, cancel);
        if (found > RecordSchema.Format)
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"The tables of what happened in PostgreSQL at {server} have format {found}, this Signalbox knows format {RecordSchema.Format}. "
                + "Start the newer Signalbox that wrote them.");
        }

        if (found != RecordSchema.Format)
        {
            await RunAsync(connection, $"DROP SCHEMA IF EXISTS {quoted} CASCADE", cancel);
            await RunAsync(connection, $"CREATE SCHEMA {quoted}", cancel);
            await RunAsync(connection, $"SET LOCAL search_path TO {quoted}", cancel);
            await RunAsync(connection, RecordSchema.CreateStatements(RecordDialect.Postgres), cancel);
        }

        await transaction.CommitAsync(cancel);
        return schema;
    }

    private static async Task<long?> FormatAsync(NpgsqlConnection connection, string schema, string quoted, CancellationToken cancel)
    {
        var exists = await AskAsync(connection, "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'record_format'", cancel, Value(schema));
        return exists is null ? null : (long?)await AskAsync(connection, $"SELECT max(version) FROM {quoted}.record_format", cancel);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteScalarAsync(cancel) is { } value and not DBNull ? value : null;
    }
}
