using System.Diagnostics;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

/// <summary>A thousand accounts at once: one signal may reach all of them.</summary>
[Collection(nameof(Alone))]
public sealed class PaperCrowdTests(ITestOutputHelper output)
{
    private const int Crowd = 1_000;

    [Fact]
    public async Task ThousandOrders_AtOnce_TakeAFewCommits()
    {
        await using var world = new PaperWorld();
        var venues = await OpenAsync(world);
        for (var round = 0; round < 3; round++)
        {
            var orders = venues.ConvertAll(_ => world.Order(Side.Buy, 0.001m));
            var commits = world.Journal.Commits;

            // The disk answers when all have asked, as one does that takes longer than a loop: else the count of commits would
            // be that of turns which the threads of this machine take.
            var disk = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            world.Journal.Disk = disk.Task;
            var watch = Stopwatch.StartNew();
            var placing = venues.Select((venue, index) => venue.PlaceAsync(orders[index], TestContext.Current.CancellationToken)).ToArray();
            disk.SetResult();
            var outcomes = await Task.WhenAll(placing);

            output.WriteLine($"round {round}: {watch.Elapsed.TotalMilliseconds:N1} ms, {world.Journal.Commits - commits} commits");
            Assert.All(outcomes, outcome => Assert.IsType<VenueOutcome.Accepted>(outcome));
            Assert.InRange(world.Journal.Commits - commits, 1, 50);
        }
    }

    [Fact]
    public async Task IdleAccount_CostsAFewKilobytes()
    {
        // Other memory of the process comes and goes meanwhile: pools are trimmed, tests before this one are let go. That falls
        // on a round or two; the middle one of five tells what the accounts cost.
        var costs = new List<long>();
        for (var round = 0; round < 5; round++)
        {
            costs.Add(await CostAsync());
            output.WriteLine($"{costs[^1]} bytes an idle account, its ledger in memory included");
        }

        Assert.InRange(costs.Order().ElementAt(costs.Count / 2), 1, 8 * 1024);
    }

    private static async Task<long> CostAsync()
    {
        await using var world = new PaperWorld();
        await world.OpenAsync("first");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var venues = await OpenAsync(world);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Crowd;
        GC.KeepAlive(venues);
        return each;
    }

    private static async Task<List<PaperVenue>> OpenAsync(PaperWorld world)
    {
        List<PaperVenue> venues = new(Crowd);
        for (var i = 0; i < Crowd; i++)
        {
            venues.Add(await world.OpenAsync($"account-{i}"));
        }

        return venues;
    }
}
