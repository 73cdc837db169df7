using Signalbox.Server.Storage.Records;
using Signalbox.Server.Storage.Sqlite;
using Signalbox.Tests.Contracts;
using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

public sealed class SqliteRecordsTests : RecordContract
{
    private readonly JournalFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Open_ADamagedFile_BeginsAgain()
    {
        using var damaged = new JournalFolder();
        await File.WriteAllTextAsync(damaged.Options.RecordsFile, "This is no database, and long enough to look like the head of one, which a database has at its beginning.", Cancel);
        await using var opened = SqliteRecords.Open(damaged.Options);
        Assert.Empty(await opened.CheckpointsAsync(Cancel));
    }

    [Fact]
    public async Task Open_AnotherFormat_BeginsAgain()
    {
        using var old = new JournalFolder();
        await using (var before = SqliteRecords.Open(old.Options))
        {
            Assert.True(await before.KeepAsync([new(new("intake:n"), 0, 1, [SampleRows.Signal("s")])], Cancel));
        }

        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={old.Options.RecordsFile};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE record_format SET version = 0";
            command.ExecuteNonQuery();
        }

        await using var opened = SqliteRecords.Open(old.Options);
        Assert.Empty(await opened.CheckpointsAsync(Cancel));
    }

    private protected override ValueTask<IRecordTables> OpenAsync() => new(SqliteRecords.Open(folder.Options));
}
