using Signalbox.Tests.Storage.Postgres;

namespace Signalbox.Tests.Crash;

public sealed class PostgresCrashTests : CrashContract, IAsyncDisposable
{
    private TestDatabase? database;

    protected override int Kills => 3;

    protected override async Task<string?> StoreAsync()
    {
        database = await TestDatabase.CreateAsync();
        return database.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}
