using Signalbox.Tests.Storage.Postgres;

namespace Signalbox.Tests.Notifications;

public sealed class PostgresNotificationDeliveryTests : NotificationDeliveryContract
{
    private TestDatabase? database;

    private protected override string? Store => database?.ConnectionString;

    public override async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}
