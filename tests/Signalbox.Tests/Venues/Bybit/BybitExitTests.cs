using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

/// <summary>Exits that come with their entry: the venue makes orders of them as it fills, and they end with the position.</summary>
public sealed class BybitExitTests : IAsyncLifetime
{
    private VenueHarness harness = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await BybitHarness.StartAsync(new()
    {
        Exchange = "bybit-linear",
        Product = BybitProduct.Linear,
        Instrument = "BTCUSDT",
        Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m) },
        Usual = 0.01m,
        Large = 30m,
        Huge = 900m,
    });

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Entry_BringsItsExits_OfWhichOneEndsTheOther()
    {
        await PlaceAsync(Entry());
        var exits = await ExitsAsync(count: 2);

        Assert.Equal([(true, new Price(88_000m)), (false, new Price(72_000m))], exits.Select(exit => (exit.TakesProfit, exit.StopPrice!.Value)));
        Assert.All(exits, exit => Assert.True(exit is { ReduceOnly: true, Side: Side.Sell, Type: OrderType.Stop, State: VenueOrderState.Working, ClientOrderId: null } && exit.Quantity == harness.Quantity));

        await harness.SetPriceAsync(new(71_000m));
        var after = await SnapshotAsync();
        Assert.Empty(after.OpenOrders);
        Assert.Empty(after.Positions);
        Assert.Equal((VenueOrderState.Cancelled, VenueOrderState.Filled), (await StateAsync(exits[0]), await StateAsync(exits[1])));
    }

    [Fact]
    public async Task Entry_ThatRests_HasNoExitsBeforeItFills()
    {
        var entry = Entry(VenueOrders.Limit(harness, Side.Buy, new(78_000m)));
        await PlaceAsync(entry);
        Assert.Equal(entry.Id, Assert.Single((await SnapshotAsync()).OpenOrders).ClientOrderId);

        await harness.SetPriceAsync(new(77_000m));

        Assert.All(await ExitsAsync(count: 2), exit => Assert.Equal(harness.Quantity, exit.Quantity));
    }

    [Fact]
    public async Task Entry_ThroughWhoseStopThePriceWent_LeavesAtOnce()
    {
        await PlaceAsync(Entry(VenueOrders.Limit(harness, Side.Buy, new(78_000m))));

        await harness.SetPriceAsync(new(70_000m));

        await Until.HoldsAsync(async () => await SnapshotAsync() is { Positions.Count: 0, OpenOrders.Count: 0 });
    }

    [Fact]
    public async Task ExitsOfTheWholePosition_GrowAndShrinkAndEndWithIt()
    {
        await PlaceAsync(Entry());
        await ExitsAsync(count: 2);

        await PlaceAsync(VenueOrders.Market(harness, Side.Buy, new(0.02m)));
        await Until.HoldsAsync(async () => (await ExitsAsync(count: 2)).All(exit => exit.Quantity == new Quantity(0.03m)));
        await PlaceAsync(VenueOrders.Market(harness, Side.Sell, new(0.01m)));
        await Until.HoldsAsync(async () => (await ExitsAsync(count: 2)).All(exit => exit.Quantity == new Quantity(0.02m)));
        await PlaceAsync(VenueOrders.Market(harness, Side.Sell, new(0.02m)));

        Assert.Empty((await SnapshotAsync()).OpenOrders);
    }

    [Fact]
    public async Task ExitsOfAPart_AreOfWhatTheirOrderFilled_AndMayRestAtALimit()
    {
        await PlaceAsync(VenueOrders.Market(harness, Side.Buy, new(0.05m)));
        await PlaceAsync(VenueOrders.Market(harness, Side.Buy) with { Extras = new() { TakeProfit = new(new(88_000m), new Price(88_500m)), StopLoss = new(new Price(72_000m)) } });

        var exits = await ExitsAsync(count: 2);

        Assert.Equal([(OrderType.StopLimit, new Price(88_500m)), (OrderType.Stop, (Price?)null)], exits.Select(exit => (exit.Type, exit.LimitPrice)));
        Assert.All(exits, exit => Assert.Equal(harness.Quantity, exit.Quantity));
        await harness.SetPriceAsync(new(71_000m));
        Assert.Empty((await SnapshotAsync()).OpenOrders);
        Assert.Equal(new Quantity(0.05m), Assert.Single((await SnapshotAsync()).Positions).Quantity);
    }

    [Fact]
    public async Task Exits_ThatAreCancelled_GoTogether()
    {
        await PlaceAsync(Entry());
        var exits = await ExitsAsync(count: 2);

        var cancelled = await harness.Venue.CancelAsync(
            new(ClientOrderId.Derive("of nobody"), exits[1].VenueOrderId, harness.Instrument) { SendBy = harness.Clock.GetUtcNow().AddSeconds(20) }, Cancel);

        Assert.IsType<VenueOutcome.Accepted>(cancelled);
        await Until.HoldsAsync(async () => (await SnapshotAsync()).OpenOrders.Count == 0);
        Assert.Single((await SnapshotAsync()).Positions);
    }

    [Theory]
    [InlineData(79_000, 72_000, "TakeProfit:79000 set for Buy position should higher than base_price:80000??LastPrice")]
    [InlineData(88_000, 81_000, "StopLoss:81000 set for Buy position should lower than base_price:80000??LastPrice")]
    public async Task Levels_OnTheWrongSide_AreRefused_AndNothingIsPlaced(int profit, int loss, string message)
    {
        var entry = VenueOrders.Limit(harness, Side.Buy, new(80_000m)) with { Extras = new() { TakeProfit = new(new Price(profit)), StopLoss = new(new Price(loss)) } };

        var refused = Assert.IsType<VenueOutcome.Rejected>(await harness.Venue.PlaceAsync(entry, Cancel));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Empty((await SnapshotAsync()).OpenOrders);
    }

    private PlaceOrder Entry(PlaceOrder? order = null) => (order ?? VenueOrders.Market(harness, Side.Buy)) with
    {
        Extras = new() { TakeProfit = new(new Price(88_000m)), StopLoss = new(new Price(72_000m)) },
    };

    private async Task PlaceAsync(PlaceOrder order) => Assert.IsType<VenueOutcome.Accepted>(await harness.Venue.PlaceAsync(order, Cancel));

    private async Task<VenueSnapshot> SnapshotAsync() => (await harness.Venue.SnapshotAsync(harness.Clock.GetUtcNow(), Cancel)).Value!;

    /// <summary>The target first, when there are so many.</summary>
    private async Task<IReadOnlyList<OrderReport>> ExitsAsync(int count)
    {
        IReadOnlyList<OrderReport> exits = [];
        await Until.HoldsAsync(async () =>
        {
            exits = [.. (await SnapshotAsync()).OpenOrders.Where(order => order.ReduceOnly).OrderByDescending(order => order.TakesProfit)];
            return exits.Count == count;
        });
        return exits;
    }

    private async Task<VenueOrderState> StateAsync(OrderReport exit) =>
        Assert.IsType<OrderEvidence.Found>(await harness.Venue.QueryAsync(new(ClientOrderId.Derive("of nobody"), exit.VenueOrderId, harness.Instrument), Cancel)).Report.State;
}
