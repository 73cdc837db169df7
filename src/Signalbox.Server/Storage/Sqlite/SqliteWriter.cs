using Microsoft.Data.Sqlite;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>Everything that writes to the file, on one connection.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int KeysForgottenAtOnce = 1_000;

    private readonly SqliteConnection connection;
    private readonly SqliteWriteLane lane;
    private readonly SqliteFacts facts;
    private readonly SqliteRows rows;
    private readonly SqliteStatement saveSnapshot;
    private readonly SqliteStatement forgetKeys;

    public SqliteWriter(SqliteConnection connection, string file, SqliteCheckpointer checkpointer, SqliteUsedKeys used)
    {
        this.connection = connection;
        facts = new(connection);
        rows = new(connection, facts, used);
        lane = new(connection, file, checkpointer, facts.Forget);
        saveSnapshot = new(connection,
            "INSERT INTO snapshots (stream, version, event_hash, format, state) VALUES (?, ?, ?, ?, ?) "
            + "ON CONFLICT (stream) DO UPDATE SET version = excluded.version, event_hash = excluded.event_hash, "
            + "format = excluded.format, state = excluded.state");
        forgetKeys = new(connection,
            "DELETE FROM unique_keys WHERE (scope, key) IN (SELECT scope, key FROM unique_keys WHERE at < ? LIMIT ?)");
    }

    /// <summary>For tests that make the disk fail.</summary>
    internal SqliteConnection Connection => connection;

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<AppendUnit> units) => lane.Commit(() =>
    {
        var admission = Admission.Of(units, facts);
        rows.Write(admission);
        return admission.Results;
    });

    /// <summary>Runs work on other tables and appends the events it returns, in one transaction.</summary>
    public T Change<T>(StreamId stream, Func<StoreScope, Written<T>> work, CancellationToken cancel) => lane.CommitIf(() =>
    {
        var written = work(new(connection, null, cancel));
        if (written.Keep && written.Events.Count > 0)
        {
            AppendAtEnd(stream, written.Events);
        }

        return (written.Result, written.Keep);
    });

    public StreamHead TakeOwnership(StreamId stream) => lane.Commit(() =>
    {
        var head = facts.Head(stream) ?? new(stream, 0, 0, HashChain.Origin);
        var owned = head with { Epoch = head.Epoch + 1 };
        rows.WriteHead(owned);
        return owned;
    });

    public void SaveSnapshot(StreamSnapshot snapshot) => lane.Commit(() =>
    {
        saveSnapshot
            .Bind(1, snapshot.Stream.Value)
            .Bind(2, snapshot.Version)
            .Bind(3, snapshot.EventHash)
            .Bind(4, snapshot.Format)
            .Bind(5, snapshot.State)
            .Run();
        return true;
    });

    /// <summary>In steps, so that appends get in between.</summary>
    public int ForgetKeys(DateTimeOffset usedBefore, CancellationToken cancel)
    {
        var all = 0;
        int some;
        do
        {
            cancel.ThrowIfCancellationRequested();
            some = lane.Commit(() =>
            {
                forgetKeys.Bind(1, usedBefore.UtcTicks).Bind(2, KeysForgottenAtOnce).Run();
                return forgetKeys.Changes;
            });
            all += some;
        }
        while (some == KeysForgottenAtOnce);

        return all;
    }

    private void AppendAtEnd(StreamId stream, IReadOnlyList<EventDraft> events)
    {
        var unit = new AppendUnit { Stream = stream, ExpectedVersion = null, Epoch = facts.Head(stream)?.Epoch ?? 0, Events = events };
        rows.Write(Admission.Of([unit], facts));
    }

    public void Dispose()
    {
        lane.Dispose();
        saveSnapshot.Dispose();
        forgetKeys.Dispose();
        rows.Dispose();
        facts.Dispose();
        connection.Dispose();
    }
}
