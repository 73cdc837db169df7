using Npgsql;
using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Storage.Records;
using static Signalbox.Server.Storage.Postgres.PostgresCommands;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>
/// The tables of what happened, in a schema of their own beside the journal's. Any node may project any stream: the row of
/// its checkpoint decides whose turn it is.
/// </summary>
public sealed class PostgresRecords : IRecordTables
{
    private readonly NpgsqlDataSource source;
    private readonly string server;
    private readonly string schema;

    private PostgresRecords(NpgsqlDataSource source, string server, string schema)
    {
        this.source = source;
        this.server = server;
        this.schema = schema;
    }

    public static async Task<PostgresRecords> OpenAsync(string connectionString, CancellationToken cancel)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        var server = $"{text.Host}:{text.Port}";
        NpgsqlDataSource? source = null;
        try
        {
            var schema = await PostgresRecordSchema.PrepareAsync(text, server, cancel);
            text.SearchPath = schema;
            if (text.MaxAutoPrepare == 0)
            {
                (text.MaxAutoPrepare, text.AutoPrepareMinUsages) = (64, 2);
            }

            source = new NpgsqlDataSourceBuilder(text.ToString()).Build();
            return new(source, server, schema);
        }
        catch (Exception failure) when (failure is not (JournalException or OperationCanceledException))
        {
            throw PostgresErrors.NotCommitted(failure, server);
        }
    }

    public async ValueTask<IReadOnlyDictionary<StreamId, long>> CheckpointsAsync(CancellationToken cancel) => await CallAsync(
        async connection =>
        {
            var all = new Dictionary<StreamId, long>();
            await using var command = connection.Command("SELECT stream, version FROM record_checkpoints");
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                all.Add(new(PostgresText.Unescape(reader.GetString(0))), reader.GetInt64(1));
            }

            return all;
        },
        cancel);

    public async ValueTask<long> CheckpointAsync(StreamId stream, CancellationToken cancel) => await CallAsync(
        async connection =>
        {
            await using var command = connection.Command(
                "SELECT coalesce(max(version), 0) FROM record_checkpoints WHERE stream = $1", Value(PostgresText.Escape(stream.Value)));
            return (long)(await command.ExecuteScalarAsync(cancel))!;
        },
        cancel);

    public async ValueTask<bool> KeepAsync(IReadOnlyList<StreamRows> batch, CancellationToken cancel) => await CallAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (!await PostgresRecordWriter.WriteAsync(connection, batch, cancel))
            {
                return false;
            }

            await transaction.CommitAsync(cancel);
            return true;
        },
        cancel);

    public async ValueTask ForgetAsync(CancellationToken cancel) => await CallAsync(
        async connection =>
        {
            await using var command = connection.Command($"TRUNCATE record_checkpoints, {string.Join(", ", RecordSchema.Tables.Select(table => table.Name))}");
            return await command.ExecuteNonQueryAsync(cancel);
        },
        cancel);

    public async Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) => await CallAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
            return await work(new(connection, transaction, cancel));
        },
        cancel);

    public Task<long> SizeAsync(CancellationToken cancel) => CallAsync(
        async connection =>
        {
            await using var command = connection.Command(
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "WHERE n.nspname = $1 AND c.relkind = 'r'", Value(schema));
            return (long)(await command.ExecuteScalarAsync(cancel))!;
        },
        cancel);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>Everything here may be done again: a failure leaves nothing behind, or what the checkpoint knows of.</summary>
    private async Task<T> CallAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            return await work(connection);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.NotCommitted(failure, server);
        }
    }
}
