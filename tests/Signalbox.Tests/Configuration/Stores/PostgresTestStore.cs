using System.Data;
using System.Data.Common;
using Npgsql;
using Signalbox.Tests.Storage.Postgres;

namespace Signalbox.Tests.Configuration.Stores;

/// <summary>In a schema of its own; the test is skipped, with the reason, where no PostgreSQL is named.</summary>
internal sealed class PostgresTestStore : TestStore
{
    private readonly TestDatabase database;

    private PostgresTestStore(TestDatabase database) => this.database = database;

    public static async Task<PostgresTestStore> CreateAsync()
    {
        var store = new PostgresTestStore(await TestDatabase.CreateAsync());
        await store.PrepareAsync();
        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
    }

    protected override string TableNames => "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";

    protected override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    protected override async Task<DbTransaction> BeginWriteAsync(DbConnection connection) => await connection.BeginTransactionAsync();

    protected override async Task<DbTransaction> BeginReadAsync(DbConnection connection) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
}
