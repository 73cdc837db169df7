using Npgsql;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>
/// Runs calls on pooled connections, tries again what certainly left nothing behind, and says of the rest truthfully
/// whether it was committed.
/// </summary>
internal sealed class PostgresCalls : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly string server;
    private readonly int attemptsMax;

    public PostgresCalls(PostgresJournalOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString) { NoResetOnClose = true };
        if (text.MaxAutoPrepare == 0)
        {
            (text.MaxAutoPrepare, text.AutoPrepareMinUsages) = (64, 2);
        }

        server = $"{text.Host}:{text.Port}";
        attemptsMax = options.AttemptsMax;
        source = new NpgsqlDataSourceBuilder(text.ToString()).Build();
    }

    public Task PrepareAsync(CancellationToken cancel) => TryAsync(
        async (connection, _) =>
        {
            await PostgresDurability.RequireAsync(connection, server, cancel);
            await PostgresSchema.PrepareAsync(connection, server, cancel);
            return true;
        },
        cancel);

    public Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AppendUnit> units, CancellationToken cancel) =>
        TryAsync((connection, progress) => AppendOnceAsync(connection, units, progress, cancel), cancel);

    /// <param name="command">Made anew for each attempt.</param>
    public Task<List<T>> ReadAsync<T>(Func<NpgsqlConnection, NpgsqlCommand> command, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        TryAsync((connection, _) => RowsAsync(command(connection), read, cancel), cancel);

    /// <summary>One statement that commits itself; not to be cancelled once it was sent.</summary>
    public Task<List<T>> WriteAsync<T>(Func<NpgsqlConnection, NpgsqlCommand> command, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        TryAsync(
            (connection, progress) =>
            {
                progress.CommitSent = true;
                return RowsAsync(command(connection), read, CancellationToken.None);
            },
            cancel);

    /// <param name="change">Says, by calling its second argument, when it is about to commit.</param>
    public Task<T> ChangeAsync<T>(Func<NpgsqlConnection, Action, Task<T?>> change, CancellationToken cancel) =>
        TryAsync((connection, progress) => change(connection, () => progress.CommitSent = true), cancel);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task<IReadOnlyList<AppendResult>?> AppendOnceAsync(
        NpgsqlConnection connection, IReadOnlyList<AppendUnit> units, Progress progress, CancellationToken cancel)
    {
        if (await new PostgresLocks(connection, units).TakeAsync(cancel) is not { } facts)
        {
            return null;
        }

        var admission = Admission.Of(units, facts);
        if (admission.ChangesAnything)
        {
            progress.CommitSent = true;
            await PostgresRows.CommitAsync(connection, admission, facts);
        }

        // Otherwise the transaction is rolled back when the connection returns to the pool.
        return admission.Results;
    }

    private static async Task<List<T>?> RowsAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using var disposed = command;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <param name="call">Answers nothing when it found the rows in motion and should be tried again.</param>
    private async Task<T> TryAsync<T>(Func<NpgsqlConnection, Progress, Task<T?>> call, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var progress = new Progress();
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                if (await call(connection, progress) is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception failure) when (failure is not (JournalException or OperationCanceledException))
            {
                if (progress.CommitSent && !PostgresErrors.ProvesNotCommitted(failure))
                {
                    throw PostgresErrors.Unknown(failure, server);
                }

                if (attempt >= attemptsMax || !PostgresErrors.IsWorthRetrying(failure))
                {
                    throw PostgresErrors.NotCommitted(failure, server);
                }
            }

            if (attempt >= attemptsMax)
            {
                throw new JournalException(JournalFailure.NotCommitted,
                    $"Nothing was committed: other nodes changed the same rows in PostgreSQL at {server} at every attempt.");
            }
        }
    }

    private sealed class Progress
    {
        public bool CommitSent { get; set; }
    }
}
