using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using Signalbox.Server.Security;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Server.Backup;

/// <summary>The journal's file as it was at one moment, also beside a running server.</summary>
internal static class SqliteBackup
{
    /// <summary>What the settings say of the vault at that moment; null: nothing.</summary>
    public static async Task<string?> WriteAsync(BackupWriter writer, string dataFolder, CancellationToken cancel)
    {
        try
        {
            return await CopyAndWriteAsync(writer, dataFolder, cancel);
        }
        catch (SqliteException failure)
        {
            throw NotCopied(failure, dataFolder);
        }
    }

    private static async Task<string?> CopyAndWriteAsync(BackupWriter writer, string dataFolder, CancellationToken cancel)
    {
        using var copy = CopyFolder.Create(dataFolder);
        var options = new SqliteJournalOptions { Folder = copy.Path };
        await CopyAsync(new SqliteJournalOptions { Folder = dataFolder }.File, options.File, cancel);
        await ProveAsync(options, cancel);
        using var content = File.OpenRead(options.File);
        writer.From(BackupManifest.Database, content, cancel);
        return ProofIn(options.File);
    }

    /// <summary>In a file that was restored and is nobody's yet.</summary>
    public static async Task<RestoredAccess> CloseAccessAsync(SqliteJournalOptions options, CancellationToken cancel)
    {
        using var connection = SqliteConnections.OpenCheckpointer(options.File);
        var tables = new HashSet<string>(StringComparer.Ordinal);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table'";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                tables.Add(rows.GetString(0));
            }
        }

        RestoredAccess access;
        await using (var transaction = connection.BeginTransaction())
        {
            access = await RestoredAccess.CloseAsync(connection, transaction, tables, cancel);
            await transaction.CommitAsync(cancel);
        }

        // The file is moved on its own: nothing of it may be left in a log beside it.
        SqliteConnections.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return access;
    }

    private static string? ProofIn(string file)
    {
        using var connection = SqliteConnections.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_schema WHERE name = 'settings'";
        if (command.ExecuteScalar() is null)
        {
            return null;
        }

        command.CommandText = "SELECT value FROM settings WHERE name = 'vault'";
        return command.ExecuteScalar() as string;
    }

    /// <summary>Every stream's chain is whole and the file is sound; nothing damaged is kept as a backup, or put back.</summary>
    public static async Task ProveAsync(SqliteJournalOptions options, CancellationToken cancel)
    {
        using (var connection = SqliteConnections.OpenReader(options.File))
        using (var check = connection.CreateCommand())
        {
            check.CommandText = "PRAGMA integrity_check";
            if (check.ExecuteScalar() is not "ok")
            {
                throw new BackupException("The database is damaged: SQLite's own check fails. See 'signalbox verify'.");
            }
        }

        await using var journal = SqliteJournal.OpenForReading(options);
        if ((await new JournalVerification(journal).AllAsync(cancel)).Faults is [var fault, ..])
        {
            throw new BackupException($"The journal is damaged: {fault.Stream} at event {fault.Version}: {fault.What}");
        }
    }

    private static BackupException NotCopied(SqliteException failure, string dataFolder) => new(
        failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL
            ? $"The disk that holds {dataFolder} has no room for a copy of the journal beside it. Free some space."
            : $"The journal in {dataFolder} could not be copied: {failure.Message}",
        failure);

    private static async Task CopyAsync(string from, string to, CancellationToken cancel)
    {
        if (!File.Exists(from))
        {
            throw new BackupException($"There is no journal at {from}. Name its folder with --data.");
        }

        // The copy is nobody else's to read, from its first byte on.
        OwnerOnlyFile.Write(to, [], replace: true);
        await Task.Run(() =>
        {
            using var source = SqliteConnections.OpenReader(from);
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
            target.Open();
            source.BackupDatabase(target);
        }, cancel);
    }
}
