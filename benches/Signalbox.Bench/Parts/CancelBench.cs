using System.Diagnostics;
using System.Globalization;
using Signalbox.Bench.Measuring;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;

namespace Signalbox.Bench.Parts;

/// <summary>How long a cancel takes while the market stream of the same account brings frames without a pause.</summary>
internal sealed class CancelBench(BenchOptions options)
{
    private const int Frames = 100_000;
    private const int CancelsPerSecond = 100;

    private int Cancels => options.Length == RunLength.Short ? 200 : 600;

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new() { FramesMax = 2 * Frames, RefreshEvery = TimeSpan.FromSeconds(1) }, TimeProvider.System, CancellationToken.None);
        await using var venue = new LoopbackVenue(new() { Address = sandbox.Address, Key = "key", Secret = "secret" }, TimeProvider.System);
        await CancelAsync(venue, Cancels);
        var idle = new List<double>();
        var busy = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            idle.Add((await CancelAsync(venue, Cancels)).At(0.99));
            using var ended = new CancellationTokenSource();
            var burst = Task.Factory.StartNew(() => Burst(sandbox, ended.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            busy.Add((await CancelAsync(venue, Cancels)).At(0.99));
            await ended.CancelAsync();
            await burst;
        }

        var (calm, under) = (Samples.Median(idle), Samples.Median(busy));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  cancel p99: {calm:0.000} ms idle, {under:0.000} ms under a burst of market data"));
        return [new("cancel p99 during a market-data burst against idle", under / calm, 2, "x")];
    }

    private static async Task<Samples> CancelAsync(LoopbackVenue venue, int count)
    {
        var taken = new double[count];
        await OpenLoop.RunAsync(count, CancelsPerSecond, seed: 1, async (i, due) =>
        {
            var order = Order();
            var placed = (VenueOutcome.Accepted)await venue.PlaceAsync(order, CancellationToken.None);
            var began = Stopwatch.GetTimestamp();
            await venue.CancelAsync(new(order.Id, placed.VenueOrderId, order.Instrument), CancellationToken.None);
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        return new(taken);
    }

    /// <summary>Each step of the price is a frame; all of them come while the cancels do.</summary>
    private void Burst(SandboxServer sandbox, CancellationToken ended)
    {
        var began = Stopwatch.GetTimestamp();
        var perSecond = Frames / ((double)Cancels / CancelsPerSecond);
        for (var i = 0; i < Frames && !ended.IsCancellationRequested; i++)
        {
            sandbox.Floor.SetPrice(new("ETHUSDT"), new(3_200m + (i % 2)));
            if (i > perSecond * Stopwatch.GetElapsedTime(began).TotalSeconds)
            {
                Thread.Sleep(1);
            }
        }
    }

    private static PlaceOrder Order() => new()
    {
        Id = ClientOrderId.Derive(Guid.NewGuid().ToString()),
        Instrument = new("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = new(0.001m),
        LimitPrice = new(80_000m),
        IntendedAt = DateTimeOffset.UtcNow,
        SendBy = DateTimeOffset.UtcNow.AddSeconds(3),
    };
}
