using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>Other tables in the journal's file, changed in one commit with an event. They share the one write connection.</summary>
internal sealed class SqliteTables(SqliteWriter writer, string file, int readersKept) : ITransactionalStore, IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> idle = [];

    public Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(writer.Change(stream, scope => Finished(work(scope)), cancel));
    }

    public async Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var connection = idle.TryTake(out var kept) ? kept : Open();
        try
        {
            var result = await ReadAsync(connection, work, cancel);

            // Only now: while its transaction is open, whoever takes it next cannot begin one.
            Keep(connection);
            return result;
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            throw failure is SqliteException sqlite ? SqliteErrors.Translate(sqlite, file) : failure;
        }
    }

    private static async Task<T> ReadAsync<T>(SqliteConnection connection, Func<StoreScope, Task<T>> work, CancellationToken cancel)
    {
        await using var transaction = connection.BeginTransaction(deferred: true);
        return await work(new(connection, transaction, cancel));
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    /// <summary>Statements on SQLite run on the caller's thread, so work that awaits nothing else has ended when it returns.</summary>
    private static Written<T> Finished<T>(Task<Written<T>> work) => work.IsCompleted
        ? work.GetAwaiter().GetResult()
        : throw new InvalidOperationException("Work in a write transaction awaited something other than its own statements.");

    private SqliteConnection Open()
    {
        try
        {
            return SqliteConnections.OpenReader(file);
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.Translate(failure, file);
        }
    }

    private void Keep(SqliteConnection connection)
    {
        if (idle.Count < readersKept)
        {
            idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }
    }
}
