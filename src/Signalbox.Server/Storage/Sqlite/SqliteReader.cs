using Microsoft.Data.Sqlite;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>The questions one read connection answers. Each ends its read transaction at once, so checkpoints get through.</summary>
internal sealed class SqliteReader : IDisposable
{
    public const string KeySql = "SELECT owner, digest, at FROM unique_keys WHERE scope = ? AND key = ?";

    // A row without events and owner is only there because a unit was admitted without events.
    private const string HeadSql = "SELECT version, epoch, head_hash, name FROM streams WHERE (version > 0 OR epoch > 0)";

    private const string DeliverySql = "SELECT t.signal, t.subscription, t.account, s.name, t.version FROM open_targets t JOIN streams s ON s.id = t.stream";

    private readonly SqliteConnection connection;
    private readonly SqliteStatement page;
    private readonly SqliteStatement head;
    private readonly SqliteStatement heads;
    private readonly SqliteStatement key;
    private readonly SqliteStatement deliveries;
    private readonly SqliteStatement accountsDeliveries;
    private readonly SqliteStatement snapshot;

    public SqliteReader(string file)
    {
        connection = SqliteConnections.OpenReader(file);
        try
        {
            SqliteSchema.Require(connection, file);
            page = new(connection,
                "SELECT version, epoch, at, type, payload, hash FROM events "
                + "WHERE stream = (SELECT id FROM streams WHERE name = ?) AND version > ? ORDER BY version LIMIT ?");
            head = new(connection, HeadSql + " AND name = ?");
            heads = new(connection, HeadSql + " ORDER BY name");
            key = new(connection, KeySql);
            deliveries = new(connection, DeliverySql + " ORDER BY t.id LIMIT ?");
            accountsDeliveries = new(connection, DeliverySql + " WHERE t.account = ? ORDER BY t.id LIMIT ?");
            snapshot = new(connection, "SELECT version, event_hash, format, state FROM snapshots WHERE stream = ?");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public List<JournalEvent> Page(StreamId stream, long afterVersion, int limit) => Rows(
        page.Bind(1, stream.Value).Bind(2, afterVersion).Bind(3, limit), row => ReadEvent(stream, row));

    public StreamHead? Head(StreamId stream) => Rows(head.Bind(1, stream.Value), ReadHead).FirstOrDefault();

    public List<StreamHead> Heads() => Rows(heads, ReadHead);

    public UniqueKey? Key(StrategyId scope, string name) => ReadKey(key, scope, name);

    public List<OpenDelivery> Deliveries(int limit) => Rows(deliveries.Bind(1, limit), ReadDelivery);

    public List<OpenDelivery> Deliveries(AccountId account, int limit) => Rows(accountsDeliveries.Bind(1, account.Value).Bind(2, limit), ReadDelivery);

    public StreamSnapshot? Snapshot(StreamId stream) => Rows(snapshot.Bind(1, stream.Value), row => new StreamSnapshot(
        stream, row.Int64(0), row.Blob(1), (int)row.Int64(2), row.Blob(3))).FirstOrDefault();

    public static UniqueKey? ReadKey(SqliteStatement key, StrategyId scope, string name) => Rows(
        key.Bind(1, scope.Value).Bind(2, name),
        row => new UniqueKey(scope, name, new(row.Text(0)), row.Text(1), row.Time(2))).FirstOrDefault();

    public void Dispose()
    {
        page.Dispose();
        head.Dispose();
        heads.Dispose();
        key.Dispose();
        deliveries.Dispose();
        accountsDeliveries.Dispose();
        snapshot.Dispose();
        connection.Dispose();
    }

    private static OpenDelivery ReadDelivery(SqliteStatement row) =>
        new(new(new(row.Text(0)), new(row.Text(1)), new(row.Text(2))), new(row.Text(3)), row.Int64(4));

    private static List<T> Rows<T>(SqliteStatement query, Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (query.Step())
            {
                rows.Add(read(query));
            }
        }
        finally
        {
            query.Reset();
        }

        return rows;
    }

    private static StreamHead ReadHead(SqliteStatement row) => new(new(row.Text(3)), row.Int64(0), row.Int64(1), row.Blob(2));

    private static JournalEvent ReadEvent(StreamId stream, SqliteStatement row) =>
        new(stream, row.Int64(0), row.Int64(1), row.Time(2), row.Text(3), row.Blob(4), row.Blob(5));
}
