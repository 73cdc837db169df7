namespace Signalbox.Tests.Crash;

public sealed class SqliteNotificationCrashTests : NotificationCrashContract
{
    protected override Task<string?> StoreAsync() => Task.FromResult<string?>(null);
}
