using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using SQLitePCL;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>One write transaction at a time on the one write connection; each ends on disk or undone.</summary>
/// <param name="undone">Told that what was remembered since the transaction began is not in the file.</param>
internal sealed class SqliteWriteLane(SqliteConnection connection, string file, SqliteCheckpointer checkpointer, Action undone) : IDisposable
{
    // SQLITE_DBSTATUS_CACHE_WRITE: pages this connection wrote to the log.
    private const int PagesWritten = 9;

    private readonly Lock gate = new();
    private readonly SqliteStatement begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement commit = new(connection, "COMMIT");
    private readonly SqliteStatement rollback = new(connection, "ROLLBACK");
    private readonly SqliteStatement settle = new(connection, "UPDATE journal_schema SET settled = settled + 1");
    private SqliteException? doubt;
    private bool closed;

    /// <summary>Commits what the work wrote. Throws <see cref="JournalException"/> and undoes all of it otherwise.</summary>
    public T Commit<T>(Func<T> work) => CommitIf(() => (work(), true));

    /// <summary>Commits what the work wrote, or undoes it where the work says so.</summary>
    public T CommitIf<T>(Func<(T Result, bool Keep)> work)
    {
        lock (gate)
        {
            RequireOpenNeedsLock();
            try
            {
                checkpointer.BeforeCommit();
                SettleNeedsLock();
                begin.Run();
                var (result, keep) = work();
                if (keep)
                {
                    CommitNeedsLock();
                }
                else
                {
                    UndoNeedsLock();
                }

                return result;
            }
            catch (SqliteException failure)
            {
                throw UndoneNeedsLock(failure);
            }
            catch
            {
                UndoNeedsLock();
                throw;
            }
        }
    }

    /// <summary>Waits for a running commit; none begins afterwards.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            begin.Dispose();
            commit.Dispose();
            rollback.Dispose();
            settle.Dispose();
        }
    }

    private void RequireOpenNeedsLock()
    {
        if (closed)
        {
            throw new JournalException(JournalFailure.NotCommitted, "Nothing was committed: the journal is closed.");
        }
    }

    private void CommitNeedsLock()
    {
        try
        {
            commit.Run();
        }
        catch (SqliteException failure) when (SqliteErrors.LeavesDoubt(failure))
        {
            doubt = failure;
            throw;
        }

        raw.sqlite3_db_status(connection.Handle, PagesWritten, out var pages, out _, 1);
        checkpointer.Wrote(pages);
    }

    private JournalException UndoneNeedsLock(SqliteException failure)
    {
        try
        {
            UndoNeedsLock();
            SettleNeedsLock();
            return SqliteErrors.Translate(failure, file);
        }
        catch (SqliteException stillFailing)
        {
            return doubt is null ? SqliteErrors.Translate(stillFailing, file) : SqliteErrors.Doubtful(stillFailing, file);
        }
    }

    private void UndoNeedsLock()
    {
        undone();

        // Some failures end the transaction by themselves.
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollback.Run();
        }
    }

    /// <summary>
    /// After a COMMIT whose sync failed, its frames lie complete in the log although SQLite has forgotten them: a crash
    /// now would bring them back. Another small commit overwrites the first of them and breaks their chain of checksums.
    /// </summary>
    private void SettleNeedsLock()
    {
        if (doubt is not null)
        {
            settle.Run();
            doubt = null;
        }
    }
}
