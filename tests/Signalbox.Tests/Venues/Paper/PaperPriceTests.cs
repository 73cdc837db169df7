using System.Text;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

public sealed class PaperPriceTests : IAsyncDisposable
{
    private readonly PaperWorld world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task SetPrice_MovesTheMarketOfOneAccountOnly()
    {
        var ann = await world.OpenAsync("ann");
        var bob = await world.OpenAsync("bob");
        var common = bob.Market.Latest(PaperWorld.Btc)!.Mid;

        Assert.IsType<VenueOutcome.Accepted>(await world.SetPriceAsync("ann", 50_000m));

        Assert.Equal(new Price(50_000m), ann.Market.Latest(PaperWorld.Btc)!.Mid);
        Assert.Equal(common, bob.Market.Latest(PaperWorld.Btc)!.Mid);
        Assert.Equal(common, world.Exchange.Quotes.Latest(PaperWorld.Btc)!.Mid);
    }

    [Fact]
    public async Task SetPrice_WalksThroughLimitsAndStops_AtTheirOwnPrices()
    {
        var ann = await world.OpenAsync("ann");
        var bid = world.Order(Side.Buy, 0.2m, OrderType.Limit, limit: 70_000m);
        var stop = world.Order(Side.Sell, 0.1m, OrderType.Stop, stop: 60_000m);
        await ann.PlaceAsync(bid, Cancel);
        await ann.PlaceAsync(stop, Cancel);

        await world.SetPriceAsync("ann", 40_000m);

        Assert.All((await FindAsync(ann, bid)).Fills, fill => Assert.Equal(new Price(70_000m), fill.Price));
        Assert.All((await FindAsync(ann, stop)).Fills, fill => Assert.InRange(fill.Price.Value, 59_990m, 60_000m));
    }

    [Fact]
    public async Task FrozenPrice_Stays_AndAFreeOneWalksOnWithTheCommonOne()
    {
        var ann = await world.OpenAsync("ann");
        var bob = await world.OpenAsync("bob");
        var common = world.Exchange.Quotes.Latest(PaperWorld.Btc)!.Mid!.Value.Value;
        await world.SetPriceAsync("ann", 50_000m, isFrozen: true);
        await world.SetPriceAsync("bob", 50_000m, isFrozen: false);

        await world.PassAsync(ann, TimeSpan.FromSeconds(20));

        Assert.Equal(new Price(50_000m), ann.Market.Latest(PaperWorld.Btc)!.Mid);
        Assert.True(ann.Market.Latest(PaperWorld.Btc)!.IsFresh(world.Clock.GetUtcNow()));
        var moved = world.Exchange.Quotes.Latest(PaperWorld.Btc)!.Mid!.Value.Value / common;
        Assert.NotEqual(1m, moved);
        Assert.InRange(bob.Market.Latest(PaperWorld.Btc)!.Mid!.Value.Value - (50_000m * moved), -0.1m, 0.1m);
    }

    [Fact]
    public async Task ClearPrice_WalksBackToTheCommonOne_AndOrdersComeAlong()
    {
        var ann = await world.OpenAsync("ann");
        await world.SetPriceAsync("ann", 50_000m);
        var between = world.Order(Side.Sell, 0.01m, OrderType.Limit, limit: 70_000m);
        var above = world.Order(Side.Sell, 0.01m, OrderType.Limit, limit: 150_000m);
        await ann.PlaceAsync(between, Cancel);
        await ann.PlaceAsync(above, Cancel);

        await world.Exchange.ClearPriceAsync(new("ann"), PaperWorld.Btc, Cancel);

        Assert.Equal(world.Exchange.Quotes.Latest(PaperWorld.Btc), ann.Market.Latest(PaperWorld.Btc));
        Assert.Equal(new Price(70_000m), (await FindAsync(ann, between)).Fills.Single().Price);
        Assert.Equal(VenueOrderState.Working, (await FindAsync(ann, above)).Report.State);
        Assert.IsType<VenueOutcome.Accepted>(await ann.CancelAsync(new(above.Id, null, above.Instrument), Cancel));
    }

    [Fact]
    public async Task SetPrice_OfWhatIsNotTraded_OrBelowZero_IsRefused()
    {
        await world.OpenAsync("ann");

        Assert.Equal(RejectReason.UnknownInstrument, Assert.IsType<VenueOutcome.Rejected>(await world.SetPriceAsync("ann", 1m, instrument: new InstrumentId("NONE"))).Reason);
        Assert.Equal(RejectReason.PriceOutOfRange, Assert.IsType<VenueOutcome.Rejected>(await world.SetPriceAsync("ann", -1m)).Reason);
        Assert.IsType<VenueOutcome.NotSent>(await world.SetPriceAsync("nobody", 1m));
    }

    [Fact]
    public async Task SameSeedAndClock_RepeatARun_EventForEvent()
    {
        Assert.Equal(await RunAsync(seed: 7), await RunAsync(seed: 7));
        Assert.NotEqual(await RunAsync(seed: 7), await RunAsync(seed: 8));
    }

    private static async Task<string> RunAsync(ulong seed)
    {
        await using var world = new PaperWorld(change: options => options with { Seed = seed });
        var ann = await world.OpenAsync("ann");
        var mid = ann.Market.Latest(PaperWorld.Btc)!.Mid!.Value;
        for (var i = 0; i < 20; i++)
        {
            var side = i % 2 == 0 ? Side.Buy : Side.Sell;
            var near = Rounding.Down(new(mid.Value * (1 - (side.Sign * 0.0001m * (i % 5)))), new(0.1m));
            await ann.PlaceAsync(world.Order(side, 0.01m, OrderType.Limit, limit: near.Value) with { Id = ClientOrderId.Derive($"{i}") }, Cancel);
            await world.PassAsync(ann, TimeSpan.FromSeconds(2));
        }

        return string.Join('\n', world.Journal.Stored(StreamId.PaperLedger(new("ann")))
            .Select(stored => $"{stored.At:O} {stored.Type} {Encoding.UTF8.GetString(stored.Payload.Span)}"));
    }

    [Fact]
    public async Task Changes_AreToldOnce_HoweverOftenTheyHappened()
    {
        var ann = await world.OpenAsync("ann");
        using var changes = ann.Quotes.Watch();
        await using var reader = changes.ReadAsync(Cancel).GetAsyncEnumerator(Cancel);
        await world.PassAsync(ann, TimeSpan.FromSeconds(5));

        List<InstrumentId> told = [];
        for (var i = 0; i < PaperInstruments.All.Count; i++)
        {
            Assert.True(await reader.MoveNextAsync());
            told.Add(reader.Current);
        }

        Assert.Equal(told.Distinct(), told);
        changes.Dispose();
        Assert.False(await reader.MoveNextAsync());
    }

    private static async Task<OrderEvidence.Found> FindAsync(PaperVenue venue, PlaceOrder order) =>
        Assert.IsType<OrderEvidence.Found>(await venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel));
}
