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
            var watch = Stopwatch.StartNew();
            var outcomes = await Task.WhenAll(venues.Select((venue, index) => venue.PlaceAsync(orders[index], TestContext.Current.CancellationToken)));

            output.WriteLine($"round {round}: {watch.Elapsed.TotalMilliseconds:N1} ms, {world.Journal.Commits - commits} commits");
            Assert.All(outcomes, outcome => Assert.IsType<VenueOutcome.Accepted>(outcome));
            Assert.InRange(world.Journal.Commits - commits, 1, 50);
        }
    }

    [Fact]
    public async Task IdleAccount_CostsAFewKilobytes()
    {
        await using var world = new PaperWorld();
        await world.OpenAsync("first");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var venues = await OpenAsync(world);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Crowd;
        output.WriteLine($"{each} bytes an idle account, its ledger in memory included");
        Assert.InRange(each, 0, 8 * 1024);
        GC.KeepAlive(venues);
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
