using Npgsql;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

internal static class PostgresSchema
{
    private const int Version = 1;

    // "signalbx" as a number: nodes that start together take turns.
    private const long StartLock = 0x7369676E616C6278;

    private const string Tables = """
        CREATE TABLE journal_schema (version integer NOT NULL);
        CREATE TABLE streams (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE,
            version bigint NOT NULL, epoch bigint NOT NULL, head_hash bytea NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE events (
            stream bigint NOT NULL, version bigint NOT NULL, epoch bigint NOT NULL, at bigint NOT NULL,
            type text NOT NULL, payload bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY (stream, version));
        CREATE TABLE unique_keys (
            scope text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, owner text NOT NULL, digest text NOT NULL,
            at bigint NOT NULL, PRIMARY KEY (scope, key));
        CREATE INDEX unique_keys_by_time ON unique_keys (at);
        CREATE TABLE open_targets (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            signal text COLLATE "C" NOT NULL, subscription text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL,
            stream bigint NOT NULL, version bigint NOT NULL, UNIQUE (signal, subscription, account));
        CREATE TABLE snapshots (
            stream text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, event_hash bytea NOT NULL,
            format integer NOT NULL, state bytea NOT NULL);
        INSERT INTO journal_schema VALUES (1);
        """;

    public static async Task PrepareAsync(NpgsqlConnection connection, string server, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection))
        {
            turn.Parameters.Add(new NpgsqlParameter<long> { TypedValue = StartLock });
            await turn.ExecuteNonQueryAsync(cancel);
        }

        if (await ReadVersionAsync(connection, cancel) is not { } found)
        {
            await using var create = new NpgsqlCommand(Tables, connection);
            await create.ExecuteNonQueryAsync(cancel);
        }
        else if (found != Version)
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"The journal in PostgreSQL at {server} has format {found}, this Signalbox knows format {Version}. "
                + "Start the newer Signalbox that wrote it.");
        }

        await transaction.CommitAsync(cancel);
    }

    private static async Task<int?> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('journal_schema') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancel) is not true)
        {
            return null;
        }

        await using var version = new NpgsqlCommand("SELECT version FROM journal_schema", connection);
        return await version.ExecuteScalarAsync(cancel) as int?;
    }
}
