namespace Signalbox.Sandbox;

/// <summary>Runs a sandbox exchange as a program does: until it is told to stop.</summary>
public static class SandboxHost
{
    public static async Task RunAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancel)
    {
        await using var server = await SandboxServer.StartAsync(options, clock, cancel);
        options.OnStarted?.Invoke(server.Address);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);
        }
        catch (OperationCanceledException)
        {
            // Being told to stop is how it ends.
        }
    }
}
