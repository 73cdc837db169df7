using Signalbox.Tests.Storage.Postgres;

namespace Signalbox.Tests.Backup;

public sealed class SqliteBackupTests : BackupContract
{
    protected override Task<string?> CreateStoreAsync() => Task.FromResult<string?>(null);
}

public sealed class PostgresBackupTests : BackupContract
{
    private readonly List<TestDatabase> databases = [];

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<string?> CreateStoreAsync()
    {
        databases.Add(await TestDatabase.CreateAsync());
        return databases[^1].ConnectionString;
    }
}
