using System.Globalization;
using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using Signalbox.Server.Security;
using Signalbox.Text;

namespace Signalbox.Server.Storage.Sqlite;

internal static class SqliteConnections
{
    // fullfsync matters on macOS alone, where a plain fsync leaves the data in the disk's cache.
    private const string Durable = "PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1;";

    static SqliteConnections() => SQLitePCL.Batteries_V2.Init();

    public static SqliteConnection OpenWriter(SqliteJournalOptions options)
    {
        var connection = Create(options.File);
        try
        {
            UseWriteAheadLog(connection, options.File);

            // A log cut back at every restart would have to grow again; growing a file makes each sync dearer.
            Execute(connection,
                $"{Durable} PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768; "
                + $"PRAGMA journal_size_limit = {options.LogPagesMax * 4096L};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenCheckpointer(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadWrite);
        Execute(connection, Durable);
        return connection;
    }

    /// <summary>For tables that can be projected again: a crash may lose the newest transactions, and nothing waits for the disk.</summary>
    public static SqliteConnection OpenRecords(string file)
    {
        var connection = Create(file);
        try
        {
            UseWriteAheadLog(connection, file);

            // Rows change their pages again and again: the longer the log, the fewer of them are moved, and the seldomer the disk is synced.
            Execute(connection, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 8192; PRAGMA journal_size_limit = 33554432");
            connection.CreateFunction("decimal_add", (string left, string right) => Decimals.Canonical(Number(left) + Number(right)), isDeterministic: true);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string file) => Open(file, SqliteOpenMode.ReadOnly);

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constant texts of this folder arrive here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void UseWriteAheadLog(SqliteConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        if (command.ExecuteScalar() is not "wal")
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"The file system of '{file}' cannot hold a write-ahead log. Choose a data folder on a local disk.");
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>SQLite would make a file everybody may read. The files beside it get its mode.</summary>
    private static SqliteConnection Create(string file)
    {
        if (!File.Exists(file))
        {
            try
            {
                OwnerOnlyFile.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Opening it below says what is wrong, in the words for a database.
            }
        }

        return Open(file, SqliteOpenMode.ReadWriteCreate);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 5000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
