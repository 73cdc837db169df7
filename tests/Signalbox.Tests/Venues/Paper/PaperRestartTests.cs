using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

/// <summary>A killed process leaves nothing but its journal; what is refused there has not happened.</summary>
public sealed class PaperRestartTests
{
    private static readonly AccountId Ann = new("ann");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_BringsBackOrdersPositionsBalancesAndIds()
    {
        var before = new PaperWorld();
        var venue = await before.OpenAsync("ann");
        var filled = before.Order(Side.Buy, 0.05m);
        await venue.PlaceAsync(filled, Cancel);
        await venue.PlaceAsync(before.Order(Side.Buy, 0.01m, OrderType.Limit, limit: 70_000m), Cancel);
        await venue.PlaceAsync(before.Order(Side.Sell, 0.05m, OrderType.Stop, stop: 60_000m) with { ReduceOnly = true }, Cancel);
        var picture = await PictureAsync(venue);
        await before.DisposeAsync();

        await using var after = new PaperWorld(before.Journal, before.Clock);
        var again = await after.OpenAsync("ann");

        Assert.Equal(picture, await PictureAsync(again));
        Assert.Equal(RejectReason.DuplicateClientOrderId, Assert.IsType<VenueOutcome.Rejected>(await again.PlaceAsync(filled, Cancel)).Reason);
    }

    /// <summary>Many lives, each ended at an arbitrary point: what an account sees after is what it saw before.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Restart_AtAnyPoint_BringsBackWhatWasThere(int seed)
    {
        var random = new Random(seed);
        var journal = new PaperTestJournal();
        var clock = new PaperTestClock(PaperWorld.Start);
        string? picture = null;
        for (var life = 0; life < 8; life++)
        {
            await using var world = new PaperWorld(journal, clock);
            var ann = await world.OpenAsync("ann");
            var bob = await world.OpenAsync("bob");
            Assert.Equal(picture ?? await PictureAsync(ann), await PictureAsync(ann));
            for (var step = random.Next(5, 40); step > 0; step--)
            {
                await StepAsync(world, random.Next(2) == 0 ? ann : bob, random);
            }

            await world.PassAsync(ann, TimeSpan.FromMilliseconds(250));
            picture = await PictureAsync(ann);
        }

        Assert.Contains("FillReport", picture, StringComparison.Ordinal);
        Assert.Contains("Working", picture, StringComparison.Ordinal);
    }

    private static async Task StepAsync(PaperWorld world, PaperVenue venue, Random random)
    {
        var mid = venue.Market.Latest(PaperWorld.Btc)!.Mid!.Value;
        var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var near = Rounding.Down(new(mid.Value * (1 + (side.Opposite.Sign * random.Next(1, 50) / 1_000m))), new(0.1m)).Value;
        var beyond = Rounding.Down(new(mid.Value * (1 + (side.Sign * random.Next(1, 50) / 1_000m))), new(0.1m)).Value;
        switch (random.Next(6))
        {
            case 0: await venue.PlaceAsync(world.Order(side, 0.01m), Cancel); break;
            case 1: await venue.PlaceAsync(world.Order(side, 0.02m, OrderType.Limit, limit: near), Cancel); break;
            case 2: await venue.PlaceAsync(world.Order(side, 0.02m, OrderType.Stop, stop: beyond), Cancel); break;
            case 3: await world.SetPriceAsync("ann", near, isFrozen: random.Next(2) == 0); break;
            case 4: await world.Exchange.ClearPriceAsync(Ann, PaperWorld.Btc, Cancel); break;
            default: await world.PassAsync(venue, TimeSpan.FromSeconds(1)); break;
        }
    }

    [Fact]
    public async Task Restart_LeavesRestoredOrdersWorking()
    {
        var before = new PaperWorld();
        var venue = await before.OpenAsync("ann");
        var bid = before.Order(Side.Buy, 0.01m, OrderType.Limit, limit: 70_000m);
        var stop = before.Order(Side.Buy, 0.01m, OrderType.Stop, stop: 99_000m);
        await venue.PlaceAsync(bid, Cancel);
        await venue.PlaceAsync(stop, Cancel);
        await before.DisposeAsync();
        await using var after = new PaperWorld(before.Journal, before.Clock);
        var again = await after.OpenAsync("ann");

        await after.SetPriceAsync("ann", 69_000m);
        await after.SetPriceAsync("ann", 100_000m);

        Assert.Equal(VenueOrderState.Filled, (await FindAsync(again, bid)).State);
        Assert.Equal(VenueOrderState.Filled, (await FindAsync(again, stop)).State);
    }

    [Fact]
    public async Task Restart_ContinuesTheSamePrices_OverriddenOnesToo()
    {
        var before = new PaperWorld();
        var venue = await before.OpenAsync("ann");
        await before.SetPriceAsync("ann", 50_000m, isFrozen: false);
        await before.SetPriceAsync("ann", 200m, isFrozen: true, PaperWorld.Aapl);
        await before.PassAsync(venue, TimeSpan.FromSeconds(5));
        var common = before.Exchange.Quotes.Latest(PaperWorld.Btc)!.Mid;
        var own = venue.Market.Latest(PaperWorld.Btc)!.Mid;
        await before.DisposeAsync();

        await using var after = new PaperWorld(before.Journal, before.Clock);
        var again = await after.OpenAsync("ann");

        Assert.Equal(common, after.Exchange.Quotes.Latest(PaperWorld.Btc)!.Mid);
        Assert.Equal(own, again.Market.Latest(PaperWorld.Btc)!.Mid);
        Assert.Equal(new Price(200m), again.Market.Latest(PaperWorld.Aapl)!.Mid);
    }

    [Theory]
    [InlineData(JournalFailure.NotCommitted, false)]
    [InlineData(JournalFailure.OutcomeUnknown, false)]
    [InlineData(JournalFailure.OutcomeUnknown, true)]
    public async Task FailedCommit_ReloadsTheExchange_WhichThenSaysWhatTheLedgerSays(JournalFailure failure, bool isWritten)
    {
        await using var world = new PaperWorld();
        var venue = await world.OpenAsync("ann");
        var order = world.Order(Side.Buy, 0.01m);
        world.Journal.FailsAfterWriting = isWritten;
        world.Journal.FailsWith = new(failure, "The disk is full.");

        var outcome = await venue.PlaceAsync(order, Cancel);

        Assert.Equal(failure == JournalFailure.NotCommitted ? typeof(VenueOutcome.NotSent) : typeof(VenueOutcome.Unknown), outcome.GetType());
        var evidence = await venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel);
        Assert.Equal(isWritten ? typeof(OrderEvidence.Found) : typeof(OrderEvidence.Absent), evidence.GetType());
        Assert.Single(world.Incidents);
        var second = await venue.PlaceAsync(order, Cancel);
        Assert.Equal(isWritten ? typeof(VenueOutcome.Rejected) : typeof(VenueOutcome.Accepted), second.GetType());
    }

    [Fact]
    public async Task TakenOverAccount_IsClosedHere_AndTheOthersGoOn()
    {
        await using var world = new PaperWorld();
        var ann = await world.OpenAsync("ann");
        var bob = await world.OpenAsync("bob");
        world.Journal.StealOwnership(StreamId.PaperLedger(Ann));

        Assert.IsType<VenueOutcome.NotSent>(await ann.PlaceAsync(world.Order(Side.Buy, 0.01m), Cancel));
        Assert.IsType<VenueOutcome.Accepted>(await bob.PlaceAsync(world.Order(Side.Buy, 0.01m), Cancel));
        Assert.IsType<VenueOutcome.NotSent>(await ann.PlaceAsync(world.Order(Side.Buy, 0.01m), Cancel));
        Assert.IsType<OrderEvidence.Failed>(await ann.QueryAsync(new(default, null, PaperWorld.Btc), Cancel));
    }

    [Fact]
    public async Task TradeBetweenTwoAccounts_StandsInTheLedgerThatIsNotLost()
    {
        await using var world = new PaperWorld();
        var ann = await world.OpenAsync("ann");
        var bob = await world.OpenAsync("bob");
        var quote = ann.Market.Latest(PaperWorld.Btc)!;
        var inside = quote.Bid!.Value.Value + 0.1m;
        var bid = world.Order(Side.Buy, 0.01m, OrderType.Limit, limit: inside);
        Assert.IsType<VenueOutcome.Accepted>(await ann.PlaceAsync(bid, Cancel));
        world.Journal.StealOwnership(StreamId.PaperLedger(Ann));

        Assert.IsType<VenueOutcome.Accepted>(await bob.PlaceAsync(world.Order(Side.Sell, 0.01m), Cancel));

        Assert.Contains(world.Journal.Stored(StreamId.PaperLedger(new("bob"))), stored => stored.Type == "OrderFilled");
        Assert.DoesNotContain(world.Journal.Stored(StreamId.PaperLedger(Ann)), stored => stored.Type == "OrderFilled");
    }

    [Fact]
    public async Task ClosedAccount_CanBeOpenedAgain()
    {
        await using var world = new PaperWorld();
        var venue = await world.OpenAsync("ann");
        var bid = world.Order(Side.Buy, 0.01m, OrderType.Limit, limit: 70_000m);
        await venue.PlaceAsync(bid, Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.OpenAsync("ann"));
        await venue.DisposeAsync();

        var again = await world.OpenAsync("ann");

        Assert.Equal(VenueOrderState.Working, (await FindAsync(again, bid)).State);
    }

    private static async Task<string> PictureAsync(PaperVenue venue)
    {
        var snapshot = (await venue.SnapshotAsync(PaperWorld.Start, Cancel)).Value!;
        return string.Join('\n', snapshot.OpenOrders.Cast<object>().Concat(snapshot.Positions).Concat(snapshot.Balances).Concat(snapshot.Fills));
    }

    private static async Task<OrderReport> FindAsync(PaperVenue venue, PlaceOrder order) =>
        Assert.IsType<OrderEvidence.Found>(await venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel)).Report;
}
