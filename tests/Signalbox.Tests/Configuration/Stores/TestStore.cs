using System.Data.Common;
using System.Text;
using Dapper;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Storage;

namespace Signalbox.Tests.Configuration.Stores;

/// <summary>
/// Rows and administration events in one database, and nothing else of a journal. Loses commits on demand.
/// </summary>
internal abstract class TestStore : ITransactionalStore, IJournal
{
    private const string Tables =
        "CREATE TABLE test_events (version bigint PRIMARY KEY, at bigint NOT NULL, type text NOT NULL, payload text NOT NULL)";

    private readonly SemaphoreSlim writer = new(1, 1);
    private bool readsAreLost;

    /// <summary>The next write ends like this instead of with a commit.</summary>
    public JournalFailure? NextCommit { get; set; }

    /// <summary>Reading fails from the next commit on.</summary>
    public bool LosesReadsAfterCommit { get; set; }

    /// <summary>Transactions that were committed.</summary>
    public int Commits { get; private set; }

    public async Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel)
    {
        await writer.WaitAsync(cancel);
        try
        {
            await using var connection = await OpenAsync();
            await using var transaction = await BeginWriteAsync(connection);
            var scope = new StoreScope(connection, transaction, cancel);
            var written = await work(scope);
            if (written.Keep)
            {
                await AppendAsync(scope, written.Events);
                await CommitAsync(transaction);
            }

            return written.Result;
        }
        catch (DbException failure)
        {
            throw new JournalException(JournalFailure.NotCommitted, "The test database failed.", failure);
        }
        finally
        {
            writer.Release();
        }
    }

    public async Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel)
    {
        if (readsAreLost)
        {
            throw new JournalException(JournalFailure.NotCommitted, "The test lost this read.");
        }

        await using var connection = await OpenAsync();
        await using var transaction = await BeginReadAsync(connection);
        return await work(new(connection, transaction, cancel));
    }

    public async ValueTask<StreamHead?> HeadAsync(StreamId stream, CancellationToken cancel)
    {
        await using var connection = await OpenAsync();
        var version = await connection.ExecuteScalarAsync<long?>("SELECT max(version) FROM test_events");
        return version is { } last ? new(stream, last, 1, HashChain.Origin) : null;
    }

    public async IAsyncEnumerable<JournalEvent> ReadAsync(
        StreamId stream, long afterVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await OpenAsync();
        foreach (var row in await connection.QueryAsync<EventRow>(
            "SELECT version, at, type, payload FROM test_events WHERE version > @after ORDER BY version", new { after = afterVersion }))
        {
            cancel.ThrowIfCancellationRequested();
            yield return new(stream, row.Version, 1, new(row.At, TimeSpan.Zero), row.Type, Encoding.UTF8.GetBytes(row.Payload), HashChain.Origin);
        }
    }

    /// <summary>Everything the database holds, as one text: to look for what must not be there.</summary>
    public async Task<string> DumpAsync()
    {
        await using var connection = await OpenAsync();
        var text = new StringBuilder();
        foreach (var table in new[] { "test_events", "settings", "strategies", "broker_connections", "subscriptions", "users", "api_tokens", "sessions", "second_factors", "recovery_codes", "half_sign_ins", "known_browsers" })
        {
            foreach (IDictionary<string, object> row in await connection.QueryAsync($"SELECT * FROM {table}"))
            {
                text.AppendLine(string.Join('|', row.Values));
            }
        }

        return text.ToString();
    }

    /// <summary>Every row of every table.</summary>
    public async Task<string> EverythingAsync()
    {
        await using var connection = await OpenAsync();
        var text = new StringBuilder();
        foreach (var table in await connection.QueryAsync<string>(TableNames))
        {
            foreach (IDictionary<string, object> row in await connection.QueryAsync($"SELECT * FROM \"{table}\""))
            {
                text.AppendLine($"{table}|{string.Join('|', row.Values)}");
            }
        }

        return text.ToString();
    }

    /// <summary>Every column, of every table, in which a text lies that looks as if the vault had sealed it.</summary>
    public async Task<IReadOnlyList<string>> SealedColumnsAsync()
    {
        await using var connection = await OpenAsync();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in await connection.QueryAsync<string>(TableNames))
        {
            foreach (IDictionary<string, object> row in await connection.QueryAsync($"SELECT * FROM \"{table}\""))
            {
                found.UnionWith(row.Where(cell => cell.Value is string text && LooksSealed(text)).Select(cell => $"{table}.{cell.Key}"));
            }
        }

        return [.. found];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    public virtual ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel) => throw Unneeded();

    public ValueTask<StreamHead> TakeOwnershipAsync(StreamId stream, CancellationToken cancel) => throw Unneeded();

    public ValueTask<IReadOnlyList<StreamHead>> HeadsAsync(CancellationToken cancel) => throw Unneeded();

    public ValueTask<UniqueKey?> FindKeyAsync(StrategyId scope, string key, CancellationToken cancel) => throw Unneeded();

    public ValueTask<int> ForgetKeysAsync(DateTimeOffset usedBefore, CancellationToken cancel) => throw Unneeded();

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(int limit, CancellationToken cancel) => throw Unneeded();

    public ValueTask<IReadOnlyList<OpenDelivery>> OpenDeliveriesAsync(AccountId account, int limit, CancellationToken cancel) => throw Unneeded();

    public ValueTask SaveSnapshotAsync(StreamSnapshot snapshot, CancellationToken cancel) => throw Unneeded();

    public ValueTask<StreamSnapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken cancel) => throw Unneeded();

    protected abstract string TableNames { get; }

    protected abstract Task<DbConnection> OpenAsync();

    protected abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection);

    protected abstract Task<DbTransaction> BeginReadAsync(DbConnection connection);

    protected Task PrepareAsync() => ExecuteAsync(Tables);

    private static bool LooksSealed(string text) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, @"\bv[0-9]+\.[0-9a-f]{16}\.[A-Za-z0-9_-]{20,}\.");

    private static NotSupportedException Unneeded() => new("The configuration needs no more of the journal.");

    private static async Task AppendAsync(StoreScope scope, IReadOnlyList<EventDraft> events)
    {
        foreach (var draft in events)
        {
            await scope.ExecuteAsync(
                "INSERT INTO test_events (version, at, type, payload) SELECT coalesce(max(version), 0) + 1, @At, @Type, @Payload FROM test_events",
                new { At = draft.At.UtcTicks, draft.Type, Payload = Encoding.UTF8.GetString(draft.Payload.Span) });
        }
    }

    private async Task CommitAsync(DbTransaction transaction)
    {
        var ending = NextCommit;
        NextCommit = null;
        if (ending == JournalFailure.NotCommitted)
        {
            throw new JournalException(JournalFailure.NotCommitted, "The test lost this commit.");
        }

        await transaction.CommitAsync();
        Commits++;
        readsAreLost = LosesReadsAfterCommit;
        if (ending == JournalFailure.OutcomeUnknown)
        {
            throw new JournalException(JournalFailure.OutcomeUnknown, "The test lost this commit's answer.");
        }
    }

    private sealed record EventRow
    {
        public long Version { get; init; }

        public long At { get; init; }

        public string Type { get; init; } = "";

        public string Payload { get; init; } = "";
    }
}
