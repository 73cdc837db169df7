using Microsoft.Data.Sqlite;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// The journal in one file beside the server. Calls that write run on the caller's thread until the disk has answered:
/// the committer is the one that matters, and handing its work to another thread would cost more than the work.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private readonly JournalLock? held;
    private readonly SqliteCheckpointer? checkpointer;
    private readonly SqliteWriter? writer;
    private readonly SqliteUsedKeys? used;
    private readonly SqliteReaders readers;
    private readonly SqliteTables? tables;
    private readonly int pageEvents;
    private int disposed;

    private SqliteJournal(SqliteJournalOptions options, JournalLock? held, SqliteCheckpointer? checkpointer, SqliteWriter? writer, SqliteUsedKeys? used)
    {
        this.held = held;
        this.checkpointer = checkpointer;
        this.writer = writer;
        this.used = used;
        readers = new(options.File, options.ReadersMax);
        pageEvents = options.PageEvents;
        tables = writer is null ? null : new(writer, options.File, options.ReadersMax);
    }

    /// <summary>Tables beside the journal that change with it.</summary>
    public ITransactionalStore Tables => tables ?? throw ReadOnly();

    /// <summary>For tests and measurements.</summary>
    internal SqliteWriter Writer => writer ?? throw ReadOnly();

    internal SqliteCheckpointer? Checkpointer => checkpointer;

    internal SqliteUsedKeys? UsedKeys => used;

    /// <summary>Opens the journal as its one server; refused while another server has it.</summary>
    public static SqliteJournal Open(SqliteJournalOptions options, TimeProvider clock, ILogger<SqliteJournal> log)
    {
        var held = JournalLock.Take(options);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.OpenWriter(options);
            SqliteSchema.Prepare(connection, options.File);
            var checkpointer = new SqliteCheckpointer(options, log);
            var used = new SqliteUsedKeys();
            var writer = new SqliteWriter(connection, options.File, checkpointer, used);
            checkpointer.Start(clock);
            used.Load(options.File, log);
            return new(options, held, checkpointer, writer, used);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            held.Dispose();
            throw failure is SqliteException sqlite ? SqliteErrors.Translate(sqlite, options.File) : failure;
        }
    }

    /// <summary>Opens the journal for reading, also beside a running server.</summary>
    public static SqliteJournal OpenForReading(SqliteJournalOptions options) => new(options, null, null, null, null);

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(Writer.Append(units));
    }

    public ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(Writer.TakeOwnership(stream));
    }

    public IAsyncEnumerable<JournalEvent> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancel) =>
        StreamPages.ReadAsync(
            (after, limit, token) => readers.AskAsync(reader => reader.Page(stream, after, limit), token), afterVersion, pageEvents, cancel);

    public ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel) =>
        readers.AskAsync(reader => reader.Head(stream), cancel);

    public async ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) =>
        await readers.AskAsync(reader => reader.Heads(), cancel);

    public ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel) =>
        used is not null && !used.MayHold(scope, key) ? default : readers.AskAsync(reader => reader.Key(scope, key), cancel);

    public ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel) =>
        new(Writer.ForgetKeys(usedBefore, cancel));

    public async ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) =>
        await readers.AskAsync(reader => reader.Deliveries(limit), cancel);

    public async ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) =>
        await readers.AskAsync(reader => reader.Deliveries(account, limit), cancel);

    public ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Writer.SaveSnapshot(snapshot);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel) =>
        readers.AskAsync(reader => reader.Snapshot(stream), cancel);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        used?.Dispose();
        writer?.Dispose();
        if (checkpointer is not null)
        {
            await checkpointer.DisposeAsync();
        }

        tables?.Dispose();
        readers.Dispose();
        held?.Dispose();
    }

    private static JournalException ReadOnly() =>
        new(JournalFailure.NotCommitted, "This journal was opened for reading only; the running server alone may write to it.");
}
