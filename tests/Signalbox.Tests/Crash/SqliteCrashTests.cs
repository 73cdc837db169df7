namespace Signalbox.Tests.Crash;

public sealed class SqliteCrashTests : CrashContract
{
    protected override int Kills => 8;

    protected override Task<string?> StoreAsync() => Task.FromResult<string?>(null);
}
