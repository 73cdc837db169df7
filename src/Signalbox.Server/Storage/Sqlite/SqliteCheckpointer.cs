using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// Moves committed pages from the write-ahead log into the file, on its own thread and connection, so that no commit
/// pays for it. The log starts over when a pass ends and nothing was committed since it began. Under a load that leaves
/// no such gap the log grows to its bound; then one commit waits for what is left to be moved.
/// </summary>
internal sealed class SqliteCheckpointer(SqliteJournalOptions options, ILogger log) : IAsyncDisposable
{
    private readonly Lock moving = new();
    private readonly AutoResetEvent wake = new(false);
    private SqliteConnection? connection;
    private Thread? thread;
    private ITimer? timer;
    private volatile bool stopping;
    private int pagesSinceMove;
    private int pagesInLogMost;
    private int passes;

    /// <summary>Passes that ended well since the start.</summary>
    public int Passes => Volatile.Read(ref passes);

    public void Start(TimeProvider clock)
    {
        connection = SqliteConnections.OpenCheckpointer(options.File);
        thread = new(Run) { IsBackground = true, Name = "Journal checkpoints" };
        thread.Start();
        timer = clock.CreateTimer(_ => WakeAt(1), null, options.CheckpointEvery, options.CheckpointEvery);
    }

    /// <summary>Called by the writer, which writes nothing meanwhile.</summary>
    public void BeforeCommit()
    {
        if (pagesInLogMost >= options.LogPagesMax)
        {
            // Counted from zero even when a reader holds the log: the next try comes after as many pages again.
            pagesInLogMost = 0;
            TryMove();
        }
    }

    /// <summary>Called by the writer after a commit. It cannot see the log start over, so it counts the most there can be.</summary>
    public void Wrote(int pages)
    {
        pagesInLogMost += pages;
        Interlocked.Add(ref pagesSinceMove, pages);
        WakeAt(options.CheckpointPages);
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync();
        }

        stopping = true;
        wake.Set();
        thread?.Join();
        wake.Dispose();
        connection?.Dispose();
    }

    private void WakeAt(int pages)
    {
        if (Volatile.Read(ref pagesSinceMove) >= pages)
        {
            wake.Set();
        }
    }

    private void Run()
    {
        while (wake.WaitOne() && !stopping)
        {
            TryMove();
        }
    }

    private void TryMove()
    {
        try
        {
            lock (moving)
            {
                MoveNeedsLock();
            }
        }
        catch (SqliteException failure)
        {
            SqliteLog.CheckpointFailed(log, options.File, failure);
        }
    }

    /// <summary>Moves what was committed when it began, without waiting for readers.</summary>
    private void MoveNeedsLock()
    {
        Interlocked.Exchange(ref pagesSinceMove, 0);
        var code = raw.sqlite3_wal_checkpoint_v2(connection!.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var inLog, out var moved);
        if (code == raw.SQLITE_BUSY)
        {
            // Another program checkpoints right now.
            return;
        }

        SqliteException.ThrowExceptionForRC(code, connection.Handle);
        Interlocked.Increment(ref passes);
        if (moved < inLog && inLog >= options.LogPagesMax)
        {
            SqliteLog.LogHeldByReader(log, options.File, inLog);
        }
    }
}
