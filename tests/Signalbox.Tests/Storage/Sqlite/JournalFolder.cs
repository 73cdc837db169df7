using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Tests.Storage.Sqlite;

/// <summary>A data folder of one test.</summary>
internal sealed class JournalFolder : IDisposable
{
    public JournalFolder(Func<SqliteJournalOptions, SqliteJournalOptions>? configure = null)
    {
        var options = new SqliteJournalOptions { Folder = Directory.CreateTempSubdirectory("signalbox-journal-").FullName };
        Options = configure is null ? options : configure(options);
    }

    public SqliteJournalOptions Options { get; }

    public string Log => Options.File + "-wal";

    public SqliteJournal Open(TimeProvider? clock = null) =>
        SqliteJournal.Open(Options, clock ?? TimeProvider.System, NullLogger<SqliteJournal>.Instance);

    /// <summary>Runs a statement on a connection of its own, as a stranger with access to the file would.</summary>
    public int Execute(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Options.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Options.Folder, recursive: true);
}
