using Npgsql;
using Signalbox.Identity;
using Signalbox.Journal;
using static Signalbox.Server.Storage.Postgres.PostgresCommands;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>
/// The journal shared by many nodes. Every append is fenced by the rows of its streams; nothing is remembered between
/// calls, so nodes need not know of each other.
/// </summary>
public sealed class PostgresJournal : IJournal
{
    private const int KeysForgottenAtOnce = 1_000;

    // A row without events and owner is only there to be locked.
    private const string Heads = "SELECT name, version, epoch, head_hash FROM streams WHERE (version > 0 OR epoch > 0)";

    private const string DeliverySql = "SELECT t.signal, t.subscription, t.account, s.name, t.version FROM open_targets t JOIN streams s ON s.id = t.stream";

    private readonly PostgresCalls calls;
    private readonly PostgresJournalOptions options;

    private PostgresJournal(PostgresCalls calls, PostgresJournalOptions options)
    {
        this.calls = calls;
        this.options = options;
        Tables = new PostgresTables(calls);
    }

    /// <summary>Tables beside the journal that change with it.</summary>
    public ITransactionalStore Tables { get; }

    /// <summary>Connects, refuses a server that is not durable, and makes the tables when they are missing.</summary>
    public static async Task<PostgresJournal> OpenAsync(PostgresJournalOptions options, CancellationToken cancel)
    {
        var calls = new PostgresCalls(options);
        try
        {
            await calls.PrepareAsync(cancel);
            return new(calls, options);
        }
        catch
        {
            await calls.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel) =>
        await calls.AppendAsync(units, cancel);

    public async ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel)
    {
        var heads = await calls.WriteAsync(
            connection => connection.Command(
                "INSERT INTO streams (name, version, epoch, head_hash) VALUES ($1, 0, 1, $2) "
                + "ON CONFLICT (name) DO UPDATE SET epoch = streams.epoch + 1 RETURNING name, version, epoch, head_hash",
                Name(stream),
                Value(HashChain.Origin)),
            row => PostgresReader.Head(row, 0),
            cancel);
        return heads[0];
    }

    public IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancel) =>
        StreamPages.ReadAsync((after, limit, token) => PageAsync(stream, after, limit, token), afterVersion, options.PageEvents, cancel);

    public async ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel)
    {
        var heads = await calls.ReadAsync(
            connection => connection.Command(Heads + " AND name = $1", Name(stream)), row => PostgresReader.Head(row, 0), cancel);
        return heads.FirstOrDefault();
    }

    public async ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) => await calls.ReadAsync(
        connection => connection.Command(Heads + " ORDER BY name"), row => PostgresReader.Head(row, 0), cancel);

    public async ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel)
    {
        var keys = await calls.ReadAsync(
            connection => connection.Command(
                "SELECT scope, key, owner, digest, at FROM unique_keys WHERE scope = $1 AND key = $2",
                Value(PostgresText.Escape(scope.Value)),
                Value(PostgresText.Escape(key))),
            PostgresReader.Key,
            cancel);
        return keys.FirstOrDefault();
    }

    public async ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel)
    {
        var all = 0;
        int some;
        do
        {
            some = await ForgetSomeKeysAsync(usedBefore, cancel);
            all += some;
        }
        while (some == KeysForgottenAtOnce);

        return all;
    }

    public async ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) => await calls.ReadAsync(
        connection => connection.Command(DeliverySql + " ORDER BY t.id LIMIT $1", Value(limit)),
        PostgresReader.Delivery,
        cancel);

    public async ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) => await calls.ReadAsync(
        connection => connection.Command(DeliverySql + " WHERE t.account = $1 ORDER BY t.id LIMIT $2", Value(account.Value), Value(limit)),
        PostgresReader.Delivery,
        cancel);

    public async ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel) => await calls.WriteAsync(
        connection => connection.Command(
            "INSERT INTO snapshots (stream, version, event_hash, format, state) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT (stream) DO UPDATE SET version = excluded.version, event_hash = excluded.event_hash, "
            + "format = excluded.format, state = excluded.state RETURNING version",
            Name(snapshot.Stream),
            Value(snapshot.Version),
            Value(snapshot.EventHash),
            Value(snapshot.Format),
            Value(snapshot.State)),
        row => row.GetInt64(0),
        cancel);

    public async ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel)
    {
        var snapshots = await calls.ReadAsync(
            connection => connection.Command("SELECT version, event_hash, format, state FROM snapshots WHERE stream = $1", Name(stream)),
            row => PostgresReader.Snapshot(stream, row),
            cancel);
        return snapshots.FirstOrDefault();
    }

    public ValueTask DisposeAsync() => calls.DisposeAsync();

    private static NpgsqlParameter Name(StreamId stream) => Value(PostgresText.Escape(stream.Value));

    private async ValueTask<List<JournalEvent>> PageAsync(StreamId stream, long afterVersion, int limit, CancellationToken cancel) =>
        await calls.ReadAsync(
            connection => connection.Command(
                "SELECT version, epoch, at, type, payload, hash FROM events "
                + "WHERE stream = (SELECT id FROM streams WHERE name = $1) AND version > $2 ORDER BY version LIMIT $3",
                Name(stream),
                Value(afterVersion),
                Value(limit)),
            row => PostgresReader.Event(stream, row),
            cancel);

    private async Task<int> ForgetSomeKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel)
    {
        // Nodes that forget at the same time skip each other's rows instead of waiting.
        var forgotten = await calls.WriteAsync(
            connection => connection.Command(
                "DELETE FROM unique_keys WHERE (scope, key) IN "
                + "(SELECT scope, key FROM unique_keys WHERE at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1",
                Value(usedBefore.UtcTicks),
                Value(KeysForgottenAtOnce)),
            row => row.GetInt32(0),
            cancel);
        return forgotten.Count;
    }
}
