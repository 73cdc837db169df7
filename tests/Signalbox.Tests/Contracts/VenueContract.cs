using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>
/// What every venue must do. An adapter inherits this and provides a harness; the cases are numbered, so that a venue that
/// differs can say which one it cannot keep and why. This part: instruments, quotes and placing.
/// </summary>
public abstract partial class VenueContract : IAsyncLifetime
{
    private VenueHarness harness = null!;

    private IVenue Venue => harness.Venue;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh account at a fresh market, whose price stands still.</summary>
    protected abstract Task<VenueHarness> StartAsync();

    [Fact]
    public async Task C01_Instruments_AreListedWithTheirFilters()
    {
        var answer = await Venue.InstrumentsAsync(Cancel);

        var instrument = Assert.Single(answer.Value!, each => each.Id == harness.Instrument);
        Assert.True(instrument.TickSize > Price.Zero);
        Assert.True(instrument.LotSize > Quantity.Zero);
        Assert.True(instrument.MinQuantity > Quantity.Zero);
        Assert.True(instrument.ContractSize > 0);
    }

    [Fact]
    public async Task C02_Quote_HasTwoSides_AndIsFresh()
    {
        var quote = await VenueOrders.QuoteAsync(harness);

        Assert.True(quote.View.Bid < quote.View.Ask);
        Assert.True(quote.View.IsFresh(harness.Clock.GetUtcNow()), $"{quote.View.At:O} at {harness.Clock.GetUtcNow():O}");
    }

    [Fact]
    public async Task C03_Quote_OfWhatIsNotTraded_Fails() =>
        Assert.NotNull((await Venue.QuoteAsync(new("NO-SUCH-THING"), Cancel)).Failure);

    [Fact]
    public async Task C04_MarketOrder_Fills()
    {
        var order = VenueOrders.Market(harness, Side.Buy);

        var accepted = Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        var found = await FindAsync(order);
        Assert.Equal(accepted.VenueOrderId, found.Report.VenueOrderId);
        Assert.Equal(VenueOrderState.Filled, found.Report.State);
        Assert.Equal(order.Quantity, Sum(found.Fills));
    }

    [Fact]
    public async Task C05_LimitAwayFromTheMarket_Rests()
    {
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));

        Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        var report = (await FindAsync(order)).Report;
        Assert.Equal(VenueOrderState.Working, report.State);
        Assert.Equal((order.Id, order.Side, order.Type, order.Quantity, order.LimitPrice),
            (report.ClientOrderId!.Value, report.Side, report.Type, report.Quantity, report.LimitPrice));
    }

    [Fact]
    public async Task C06_LimitThroughTheMarket_FillsAtItsPriceOrBetter()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Limit(harness, Side.Buy, quote.Times(1.01m));

        await Venue.PlaceAsync(order, Cancel);

        var found = await FindAsync(order);
        Assert.Equal(VenueOrderState.Filled, found.Report.State);
        Assert.All(found.Fills, fill => Assert.True(fill.Price <= order.LimitPrice));
    }

    [Fact]
    public async Task C07_RestingLimit_FillsAtItsPrice_WhenTheMarketComes()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Far(harness, quote);
        await Venue.PlaceAsync(order, Cancel);

        await harness.SetPriceAsync(quote.Times(0.85m));

        var found = await FindAsync(order);
        Assert.Equal(VenueOrderState.Filled, found.Report.State);
        Assert.All(found.Fills, fill => Assert.Equal(order.LimitPrice, fill.Price));
    }

    [Fact]
    public async Task C08_Stop_Waits_AndTriggersWhenThePriceComes()
    {
        Requires(Venue.Capabilities.Stops, "It has no stops.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Stop(harness, Side.Sell, quote.Times(0.95m));
        Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));
        Assert.Equal(VenueOrderState.Working, (await FindAsync(order)).Report.State);

        await harness.SetPriceAsync(quote.Times(0.9m));

        Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public async Task C09_StopLimit_RestsAtItsLimit_WhenItTriggers()
    {
        Requires(Venue.Capabilities.StopLimits, "It has no stop limits.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Stop(harness, Side.Sell, quote.Times(0.95m)) with { Type = OrderType.StopLimit, LimitPrice = quote.Times(0.97m) };
        await Venue.PlaceAsync(order, Cancel);

        await harness.SetPriceAsync(quote.Times(0.94m));

        var report = (await FindAsync(order)).Report;
        Assert.Contains(report.State, (VenueOrderState[])[VenueOrderState.Triggered, VenueOrderState.Working]);
        Assert.Equal(Quantity.Zero, report.FilledQuantity);
        await harness.SetPriceAsync(quote.Times(0.98m));
        Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public async Task C10_ImmediateOrCancel_NeverRests()
    {
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness)) with { TimeInForce = TimeInForce.Ioc };

        await Venue.PlaceAsync(order, Cancel);

        await EndedUnfilledAsync(order);
    }

    [Fact]
    public async Task C11_FillOrKill_ThatCannotBeFilledWhole_FillsNothing()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Limit(harness, Side.Buy, quote.View.Ask!.Value, harness.LargeQuantity) with { TimeInForce = TimeInForce.Fok };

        await Venue.PlaceAsync(order, Cancel);

        await EndedUnfilledAsync(order);
    }

    [Fact]
    public async Task C12_OrderWithAnEnd_RestsUntilThen()
    {
        Requires(Venue.Capabilities.TimesInForce.Contains(TimeInForce.Gtd), "Its orders have no end of their own.");
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness)) with
        {
            TimeInForce = TimeInForce.Gtd,
            ExpiresAt = harness.Clock.GetUtcNow().AddHours(1),
        };

        Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        Assert.Equal(VenueOrderState.Working, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public async Task C13_PostOnly_ThatWouldTrade_IsRefused()
    {
        Requires(Venue.Capabilities.PostOnly, "It has no post-only orders.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Limit(harness, Side.Buy, quote.Times(1.01m)) with { PostOnly = true };

        // Some venues take it first and end it at once.
        if (await Venue.PlaceAsync(order, Cancel) is VenueOutcome.Rejected rejected)
        {
            Assert.Equal(RejectReason.WouldTakeLiquidity, rejected.Reason);
        }

        await EndedUnfilledAsync(order);
    }

    private async Task<OrderEvidence.Found> FindAsync(PlaceOrder order) =>
        Assert.IsType<OrderEvidence.Found>(await Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel));

    /// <summary>A venue may refuse such an order, or take it and end it at once; nothing may have traded.</summary>
    private async Task EndedUnfilledAsync(PlaceOrder order)
    {
        if (await Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel) is OrderEvidence.Found found)
        {
            Assert.Contains(found.Report.State, (VenueOrderState[])[VenueOrderState.Cancelled, VenueOrderState.Expired, VenueOrderState.Rejected]);
            Assert.Empty(found.Fills);
        }

        Assert.DoesNotContain((await SnapshotAsync()).OpenOrders, report => report.ClientOrderId == order.Id);
    }

    private async Task IsRejectedAsync(PlaceOrder order, params RejectReason[] reasons)
    {
        var rejected = Assert.IsType<VenueOutcome.Rejected>(await Venue.PlaceAsync(order, Cancel));
        Assert.Contains(rejected.Reason, reasons);
        Assert.NotEmpty(rejected.VenueCode);
        Assert.NotEmpty(rejected.Message);
        Assert.DoesNotContain((await SnapshotAsync()).OpenOrders, report => report.ClientOrderId == order.Id);
    }

    private async Task<VenueSnapshot> SnapshotAsync(DateTimeOffset? since = null)
    {
        var answer = await Venue.SnapshotAsync(since ?? harness.Clock.GetUtcNow().AddHours(-1), Cancel);
        Assert.Null(answer.Failure);
        return answer.Value!;
    }

    private static Quantity Sum(IEnumerable<FillReport> fills) => new(fills.Sum(fill => fill.Quantity.Value));

    private static void Requires(bool capability, string why) => Assert.SkipUnless(capability, why);
}
