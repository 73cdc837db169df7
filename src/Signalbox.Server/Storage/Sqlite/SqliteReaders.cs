using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>Read connections, opened when first needed and kept; at most so many read at once.</summary>
internal sealed class SqliteReaders(string file, int atOnce) : IDisposable
{
    private readonly SemaphoreSlim free = new(atOnce, atOnce);
    private readonly ConcurrentBag<SqliteReader> idle = [];
    private volatile bool closed;

    public async ValueTask<T> AskAsync<T>(Func<SqliteReader, T> question, CancellationToken cancel)
    {
        await free.WaitAsync(cancel);
        try
        {
            return Ask(question);
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.Translate(failure, file);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Readers still in use are closed when they come back.</summary>
    public void Dispose()
    {
        closed = true;
        CloseIdle();
    }

    private T Ask<T>(Func<SqliteReader, T> question)
    {
        if (closed)
        {
            throw new JournalException(JournalFailure.NotCommitted, "The journal is closed.");
        }

        var reader = idle.TryTake(out var kept) ? kept : new SqliteReader(file);
        try
        {
            var answer = question(reader);
            Return(reader);
            return answer;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void Return(SqliteReader reader)
    {
        idle.Add(reader);
        if (closed)
        {
            CloseIdle();
        }
    }

    private void CloseIdle()
    {
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
