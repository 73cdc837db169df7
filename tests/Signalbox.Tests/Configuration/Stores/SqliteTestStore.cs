using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Signalbox.Tests.Configuration.Stores;

internal sealed class SqliteTestStore : TestStore
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-configuration-").FullName;

    public static async Task<SqliteTestStore> CreateAsync()
    {
        SQLitePCL.Batteries_V2.Init();
        var store = new SqliteTestStore();
        await store.ExecuteAsync("PRAGMA journal_mode = WAL");
        await store.PrepareAsync();
        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override string TableNames => "SELECT name FROM sqlite_master WHERE type = 'table'";

    protected override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "test.db"),
            Pooling = false,
            ForeignKeys = true,
        }.ToString());
        await connection.OpenAsync();

        // What is tested here is not whether a disk keeps its word.
        await connection.ExecuteAsync("PRAGMA synchronous = OFF");
        return connection;
    }

    protected override Task<DbTransaction> BeginWriteAsync(DbConnection connection) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    protected override Task<DbTransaction> BeginReadAsync(DbConnection connection) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));
}
