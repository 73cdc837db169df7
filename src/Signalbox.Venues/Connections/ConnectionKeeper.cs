namespace Signalbox.Venues.Connections;

/// <summary>
/// Keeps an account's connections ready: opens several at once before the first order needs them, then asks the venue's time
/// every so often, which keeps them warm, tells whether they still work, and measures the clock.
/// </summary>
/// <param name="askTime">The venue's time; null when it did not answer.</param>
public sealed class ConnectionKeeper(VenueLineState state, ConnectionKeeperOptions options, Func<CancellationToken, Task<DateTimeOffset?>> askTime, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await WarmAsync(cancel);
            using var timer = new PeriodicTimer(options.ProbeEvery, clock);
            while (await timer.WaitForNextTickAsync(cancel))
            {
                await ProbeAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The connection is being closed.
        }
    }

    /// <summary>Asks side by side, so that each question needs a connection of its own.</summary>
    public Task WarmAsync(CancellationToken cancel) => Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => ProbeAsync(cancel)));

    private async Task ProbeAsync(CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        if (await askTime(cancel) is { } venue)
        {
            state.Clock.Observe(asked, clock.GetUtcNow(), venue);
        }
    }
}

public sealed record ConnectionKeeperOptions
{
    /// <summary>Connections opened ahead. Default 2.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>Between two probes: less than venues keep an idle connection. Default 20 s.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(20);
}
