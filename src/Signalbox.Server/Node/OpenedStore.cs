using Signalbox.Journal;
using Signalbox.Server.Storage;
using Signalbox.Server.Storage.Postgres;
using Signalbox.Server.Storage.Records;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Server.Node;

/// <summary>The journal this process works on, with the tables that change together with it and those projected from it.</summary>
internal sealed record OpenedStore(IJournal Journal, ITransactionalStore Tables, IRecordTables Records) : IAsyncDisposable
{
    /// <param name="connection">A PostgreSQL connection string; null is SQLite in the data folder.</param>
    public static async Task<OpenedStore> OpenAsync(string? connection, string dataFolder, TimeProvider clock, ILoggerFactory logs, CancellationToken cancel)
    {
        DataFolder.Narrow(dataFolder, logs.CreateLogger(typeof(DataFolder)));
        if (connection is null)
        {
            var options = new SqliteJournalOptions { Folder = dataFolder };
            var sqlite = SqliteJournal.Open(options, clock, logs.CreateLogger<SqliteJournal>());
            return new(sqlite, sqlite.Tables, SqliteRecords.Open(options));
        }

        var postgres = await PostgresJournal.OpenAsync(new() { ConnectionString = connection }, cancel);
        return new(postgres, postgres.Tables, await PostgresRecords.OpenAsync(connection, cancel));
    }

    /// <summary>For commands that look at the journal, also beside a running server.</summary>
    public static async Task<IJournal> OpenForReadingAsync(string? connection, string dataFolder, CancellationToken cancel) => connection is null
        ? SqliteJournal.OpenForReading(new() { Folder = dataFolder })
        : await PostgresJournal.OpenAsync(new() { ConnectionString = connection }, cancel);

    /// <summary>The journal for reading and the tables projected from it, also beside a running server: both write what is missing, and only one of them does.</summary>
    public static async Task<(IJournal Journal, IRecordTables Records)> OpenRecordsAsync(string? connection, string dataFolder, CancellationToken cancel)
    {
        var journal = await OpenForReadingAsync(connection, dataFolder, cancel);
        try
        {
            // A folder without a journal is said to be one before a file is made in it.
            await journal.HeadsAsync(cancel);
            return (journal, connection is null
                ? SqliteRecords.Open(new() { Folder = dataFolder })
                : await PostgresRecords.OpenAsync(connection, cancel));
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Records.DisposeAsync();
        await Journal.DisposeAsync();
    }
}
