using Npgsql;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>Other tables in the journal's database, changed in one commit with an event.</summary>
internal sealed class PostgresTables(PostgresCalls calls) : ITransactionalStore
{
    public async Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel) =>
        (await calls.ChangeAsync((connection, committing) => ChangeOnceAsync(connection, stream, work, committing, cancel), cancel)).Result;

    public async Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) =>
        (await calls.ChangeAsync(
            async (connection, _) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
                return Written.Abandon(await work(new(connection, transaction, cancel)));
            },
            cancel)).Result;

    private static async Task<Written<T>?> ChangeOnceAsync<T>(
        NpgsqlConnection connection, StreamId stream, Func<StoreScope, Task<Written<T>>> work, Action committing, CancellationToken cancel)
    {
        // The stream's row is locked first: its writers take turns and see each other's rows.
        if (await new PostgresLocks(connection, [Unit(stream, 0, [])]).TakeAsync(cancel) is not { } facts)
        {
            return null;
        }

        var written = await work(new(connection, null, cancel));
        if (!written.Keep)
        {
            // The transaction is rolled back when the connection returns to the pool.
            return written;
        }

        committing();
        if (written.Events.Count > 0)
        {
            var unit = Unit(stream, facts.Head(stream)?.Epoch ?? 0, written.Events);
            await PostgresRows.CommitAsync(connection, Admission.Of([unit], facts), facts);
        }
        else
        {
            await using var commit = connection.Command("COMMIT");
            await commit.ExecuteNonQueryAsync(CancellationToken.None);
        }

        return written;
    }

    private static AppendUnit Unit(StreamId stream, long epoch, IReadOnlyList<EventDraft> events) =>
        new() { Stream = stream, ExpectedVersion = null, Epoch = epoch, Events = events };
}
