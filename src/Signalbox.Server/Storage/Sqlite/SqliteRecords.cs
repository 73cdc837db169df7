using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// The tables of what happened, in a file of their own: projecting never holds the journal's write lock. A crash may lose
/// the newest rows, never some of them; they are projected again.
/// </summary>
public sealed class SqliteRecords : IRecordTables
{
    private const int ReadersKept = 4;

    private readonly string file;
    private readonly SqliteConnection writer;
    private readonly SqliteRecordWriter rows;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> idle = [];

    private SqliteRecords(string file, SqliteConnection writer)
    {
        this.file = file;
        this.writer = writer;
        rows = new(writer);
    }

    /// <summary>Opens the tables; those of another format, or damaged ones, are thrown away and begun again.</summary>
    public static SqliteRecords Open(SqliteJournalOptions options)
    {
        var file = options.RecordsFile;
        try
        {
            return OpenFile(file);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            Delete(file);
            return OpenFile(file);
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.Translate(failure, file);
        }
    }

    public ValueTask<IReadOnlyDictionary<StreamId, long>> CheckpointsAsync(CancellationToken cancel) => new(WriteAsync(rows.Checkpoints, cancel));

    public ValueTask<long> CheckpointAsync(StreamId stream, CancellationToken cancel) => new(WriteAsync(() => rows.Checkpoint(stream), cancel));

    public ValueTask<bool> KeepAsync(IReadOnlyList<StreamRows> batch, CancellationToken cancel) => new(WriteAsync(
        () =>
        {
            using var transaction = writer.BeginTransaction();
            if (!rows.Write(batch))
            {
                return false;
            }

            transaction.Commit();
            return true;
        },
        cancel));

    public async ValueTask ForgetAsync(CancellationToken cancel) => await WriteAsync(
        () =>
        {
            using var transaction = writer.BeginTransaction();
            SqliteConnections.Execute(writer, string.Concat(RecordSchema.Tables.Select(table => $"DELETE FROM {table.Name};")) + "DELETE FROM record_checkpoints;");
            transaction.Commit();
            return true;
        },
        cancel);

    public async Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        SqliteConnection? connection = null;
        try
        {
            connection = idle.TryTake(out var kept) ? kept : SqliteConnections.OpenReader(file);
            T result;
            await using (var transaction = connection.BeginTransaction(deferred: true))
            {
                result = await work(new(connection, transaction, cancel) { Schema = "main." });
            }

            Keep(connection);
            return result;
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            throw failure is SqliteException sqlite ? SqliteErrors.Translate(sqlite, file) : failure;
        }
    }

    public Task<long> SizeAsync(CancellationToken cancel) => Task.FromResult(
        ((string[])[file, file + "-wal"]).Sum(each => new FileInfo(each) is { Exists: true } found ? found.Length : 0));

    public ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        rows.Dispose();
        writer.Dispose();
        writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteRecords OpenFile(string file)
    {
        var connection = SqliteConnections.OpenRecords(file);
        try
        {
            if (Format(connection) is { } found && found != RecordSchema.Format)
            {
                connection.Dispose();
                Delete(file);
                connection = SqliteConnections.OpenRecords(file);
            }

            if (Format(connection) is null)
            {
                using var transaction = connection.BeginTransaction();
                SqliteConnections.Execute(connection, RecordSchema.CreateStatements(RecordDialect.Sqlite));
                transaction.Commit();
            }

            return new(file, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long? Format(SqliteConnection connection)
    {
        using var exists = new SqliteStatement(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'record_format'");
        if (!exists.Step())
        {
            return null;
        }

        using var version = new SqliteStatement(connection, "SELECT version FROM record_format");
        return version.Step() ? version.Int64(0) : 0;
    }

    private static void Delete(string file)
    {
        foreach (var part in (string[])[file, file + "-wal", file + "-shm"])
        {
            File.Delete(part);
        }
    }

    private async Task<T> WriteAsync<T>(Func<T> work, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.Translate(failure, file);
        }
        finally
        {
            writing.Release();
        }
    }

    private void Keep(SqliteConnection connection)
    {
        if (idle.Count < ReadersKept)
        {
            idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }
    }
}
