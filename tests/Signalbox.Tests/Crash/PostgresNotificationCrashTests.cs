using Signalbox.Tests.Storage.Postgres;

namespace Signalbox.Tests.Crash;

public sealed class PostgresNotificationCrashTests : NotificationCrashContract, IAsyncDisposable
{
    private TestDatabase? database;

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
