using Microsoft.Data.Sqlite;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

internal static class SqliteSchema
{
    private const int Version = 1;

    /// <summary>
    /// Events lie in the order of their commit, so a batch fills few pages however many streams it touches; a table
    /// ordered by stream was measured to write three times as many.
    /// </summary>
    private const string Tables = """
        CREATE TABLE journal_schema (version INTEGER NOT NULL, settled INTEGER NOT NULL);
        CREATE TABLE streams (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL, epoch INTEGER NOT NULL, head_hash BLOB NOT NULL);
        CREATE TABLE events (
            id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, epoch INTEGER NOT NULL,
            at INTEGER NOT NULL, type TEXT NOT NULL, payload BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE UNIQUE INDEX events_of_stream ON events (stream, version);
        CREATE TABLE unique_keys (
            scope TEXT NOT NULL, key TEXT NOT NULL, owner TEXT NOT NULL, digest TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (scope, key)) WITHOUT ROWID;
        CREATE INDEX unique_keys_by_time ON unique_keys (at);
        CREATE TABLE open_targets (
            id INTEGER PRIMARY KEY, signal TEXT NOT NULL, subscription TEXT NOT NULL, account TEXT NOT NULL,
            stream INTEGER NOT NULL, version INTEGER NOT NULL, UNIQUE (signal, subscription, account));
        CREATE TABLE snapshots (
            stream TEXT PRIMARY KEY, version INTEGER NOT NULL, event_hash BLOB NOT NULL, format INTEGER NOT NULL,
            state BLOB NOT NULL);
        INSERT INTO journal_schema VALUES (1, 0);
        """;

    public static void Prepare(SqliteConnection writer, string file)
    {
        using var transaction = writer.BeginTransaction();
        if (Read(writer) is { } found)
        {
            RequireKnown(found, file);
        }
        else
        {
            SqliteConnections.Execute(writer, Tables);
        }

        transaction.Commit();
    }

    public static void Require(SqliteConnection reader, string file)
    {
        if (Read(reader) is not { } found)
        {
            throw new JournalException(JournalFailure.NotCommitted, $"The file '{file}' holds no journal.");
        }

        RequireKnown(found, file);
    }

    private static long? Read(SqliteConnection connection)
    {
        using var exists = new SqliteStatement(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'journal_schema'");
        if (!exists.Step())
        {
            return null;
        }

        using var version = new SqliteStatement(connection, "SELECT version FROM journal_schema");
        version.Step();
        return version.Int64(0);
    }

    private static void RequireKnown(long found, string file)
    {
        if (found != Version)
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"The journal file '{file}' has format {found}, this Signalbox knows format {Version}. Start the newer Signalbox that wrote it.");
        }
    }
}
