using System.Collections.Concurrent;
using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Tests.Contracts;

/// <summary>Reads a private stream beside the test and waits for what must come.</summary>
internal sealed class StreamProbe : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentQueue<VenueEvent> read = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly Task reading;

    private StreamProbe(IVenue venue) => reading = ReadAsync(venue);

    public IReadOnlyList<VenueEvent> All => [.. read];

    /// <summary>Starts to read, and returns when the stream is known to bring events: a stream needs a moment to stand.</summary>
    public static async Task<StreamProbe> StartAsync(VenueHarness harness)
    {
        var probe = new StreamProbe(harness.Venue);
        await probe.StandsAsync(harness);
        await probe.WaitAsync(told => harness.OtherLines == 0 || told.OfType<VenueEvent.Gap>().Count() > harness.OtherLines);
        return probe;
    }

    /// <summary>
    /// Returns when the line that brings orders stands. That a stream has begun does not tell: a venue with two lines says so
    /// for each.
    /// </summary>
    public async Task StandsAsync(VenueHarness harness)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var trial = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
            await harness.Venue.PlaceAsync(trial, CancellationToken.None);
            await harness.Venue.CancelAsync(new(trial.Id, null, trial.Instrument), CancellationToken.None);
            if (await HasAsync(each => each.Exists(told => told is VenueEvent.OrderChanged { Report.State: VenueOrderState.Cancelled } ended && ended.Report.ClientOrderId == trial.Id), TimeSpan.FromSeconds(1)))
            {
                return;
            }
        }

        throw new TimeoutException("The private stream brought nothing.");
    }

    public List<OrderReport> ReportsOf(ClientOrderId id) =>
        [.. All.OfType<VenueEvent.OrderChanged>().Select(changed => changed.Report).Where(report => report.ClientOrderId == id)];

    public List<FillReport> FillsOf(ClientOrderId id) =>
        [.. All.OfType<VenueEvent.Executed>().Select(executed => executed.Fill).Where(fill => fill.ClientOrderId == id)];

    public async Task WaitAsync(Predicate<List<VenueEvent>> isThere)
    {
        if (!await HasAsync(isThere, Patience))
        {
            throw new TimeoutException($"It did not come. The stream brought: {string.Join("; ", All)}");
        }
    }

    /// <summary>Waits until an order is reported in a state.</summary>
    public Task WaitAsync(ClientOrderId id, VenueOrderState state) => WaitAsync(_ => ReportsOf(id).Exists(report => report.State == state));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        ending.Dispose();
        arrived.Dispose();
    }

    private async Task<bool> HasAsync(Predicate<List<VenueEvent>> isThere, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        while (!isThere([.. read]))
        {
            try
            {
                await arrived.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                return isThere([.. read]);
            }
        }

        return true;
    }

    private async Task ReadAsync(IVenue venue)
    {
        try
        {
            await foreach (var happened in venue.PrivateStreamAsync(ending.Token))
            {
                read.Enqueue(happened);
                arrived.Release();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
