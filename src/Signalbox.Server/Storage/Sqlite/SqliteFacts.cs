using Microsoft.Data.Sqlite;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// What the file holds, seen from inside the write transaction. Heads are remembered, because the lock on the data folder
/// makes this the only writer; they are dropped whenever a transaction is undone.
/// </summary>
internal sealed class SqliteFacts(SqliteConnection connection) : IStoredFacts, IDisposable
{
    private readonly SqliteStatement head = new(connection, "SELECT id, version, epoch, head_hash FROM streams WHERE name = ?");
    private readonly SqliteStatement key = new(connection, SqliteReader.KeySql);
    private readonly SqliteStatement open = new(connection,
        "SELECT 1 FROM open_targets WHERE signal = ? AND subscription = ? AND account = ?");

    private readonly Dictionary<StreamId, (long Id, StreamHead Head)> heads = [];

    public StreamHead? Head(StreamId stream) => Find(stream)?.Head;

    /// <summary>The row of a stream, if it has one.</summary>
    public long? IdOf(StreamId stream) => Find(stream)?.Id;

    public void Remember(long id, StreamHead now) => heads[now.Stream] = (id, now);

    public void Forget() => heads.Clear();

    public UniqueKey? Key(StrategyId scope, string name) => SqliteReader.ReadKey(key, scope, name);

    public bool IsOpen(OpenTarget target)
    {
        open.Bind(1, target.Signal.Value).Bind(2, target.Subscription.Value).Bind(3, target.Account.Value);
        try
        {
            return open.Step();
        }
        finally
        {
            open.Reset();
        }
    }

    public void Dispose()
    {
        head.Dispose();
        key.Dispose();
        open.Dispose();
    }

    private (long Id, StreamHead Head)? Find(StreamId stream)
    {
        if (heads.TryGetValue(stream, out var known))
        {
            return known;
        }

        head.Bind(1, stream.Value);
        try
        {
            if (!head.Step())
            {
                return null;
            }

            var id = head.Int64(0);
            Remember(id, new(stream, head.Int64(1), head.Int64(2), head.Blob(3)));
            return heads[stream];
        }
        finally
        {
            head.Reset();
        }
    }
}
