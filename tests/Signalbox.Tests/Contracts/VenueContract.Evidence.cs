using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>Fills, queries and snapshots: what the account believes in.</summary>
public abstract partial class VenueContract
{
    [Fact]
    public async Task C50_OrderLargerThanTheBestQuote_FillsInParts_AndTheRestRests()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Limit(harness, Side.Buy, quote.View.Ask!.Value, harness.LargeQuantity);
        await Venue.PlaceAsync(order, Cancel);
        var partly = await FindAsync(order);
        Assert.Equal(VenueOrderState.Working, partly.Report.State);
        Assert.InRange(partly.Report.FilledQuantity.Value, quote.Instrument.LotSize.Value, order.Quantity.Value - quote.Instrument.LotSize.Value);
        Assert.Equal(partly.Report.FilledQuantity, Sum(partly.Fills));

        await harness.SetPriceAsync(quote.Times(0.9m));

        var whole = await FindAsync(order);
        Assert.Equal(VenueOrderState.Filled, whole.Report.State);
        Assert.Equal(order.Quantity, Sum(whole.Fills));
        Assert.Distinct(whole.Fills.Select(fill => fill.FillId));
    }

    [Fact]
    public async Task C51_Query_FindsAnOrder_ByTheVenuesIdAlone()
    {
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        var accepted = Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        var found = await Venue.QueryAsync(new(ClientOrderId.Derive("another"), accepted.VenueOrderId, order.Instrument), Cancel);

        Assert.Equal(order.Id, Assert.IsType<OrderEvidence.Found>(found).Report.ClientOrderId);
    }

    [Fact]
    public async Task C52_Query_OfWhatWasNeverPlaced_IsAbsent() =>
        Assert.IsType<OrderEvidence.Absent>(await Venue.QueryAsync(new(ClientOrderId.Derive("never"), null, harness.Instrument), Cancel));

    [Fact]
    public async Task C53_Query_OfACancelledOrder_StillFindsItsFills()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Limit(harness, Side.Buy, quote.View.Ask!.Value, harness.LargeQuantity);
        await Venue.PlaceAsync(order, Cancel);
        await Venue.CancelAsync(new(order.Id, null, order.Instrument), Cancel);

        var found = await FindAsync(order);

        Assert.Equal(VenueOrderState.Cancelled, found.Report.State);
        Assert.NotEmpty(found.Fills);
        Assert.Equal(found.Report.FilledQuantity, Sum(found.Fills));
    }

    [Fact]
    public async Task C54_Snapshot_ShowsOrdersPositionsBalancesAndFills()
    {
        var before = await SnapshotAsync();
        var market = VenueOrders.Market(harness, Side.Buy);
        var (_, instrument) = await VenueOrders.QuoteAsync(harness);
        var resting = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        await Venue.PlaceAsync(market, Cancel);
        await Venue.PlaceAsync(resting, Cancel);

        var after = await SnapshotAsync();

        Assert.Equal(resting.Id, Assert.Single(after.OpenOrders).ClientOrderId);
        if (instrument.Kind == InstrumentKind.Spot)
        {
            // Spot has no positions: what is held is a balance, less what the fee took of it.
            Assert.Empty(after.Positions);
            var fees = after.Fills.Where(fill => fill.FeeCurrency == instrument.Base).Sum(fill => fill.Fee.Value);
            Assert.Equal(harness.Holdings.Value + market.Quantity.Value - fees, Total(after, instrument.Base));
        }
        else
        {
            var position = Assert.Single(after.Positions);
            Assert.Equal((harness.Instrument, market.Quantity), (position.Instrument, position.Quantity));
        }

        Assert.Equal(market.Quantity, Sum(after.Fills));
        Assert.All(after.Fills, fill => Assert.Equal(market.Id, fill.ClientOrderId));
        Assert.True(after.Balances.Sum(balance => balance.Available.Value) < before.Balances.Sum(balance => balance.Available.Value));
    }

    [Fact]
    public async Task C55_Position_BelowZero_IsShort()
    {
        Requires((await VenueOrders.QuoteAsync(harness)).Instrument.Shortable, "Nothing can be sold short.");
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Sell), Cancel);

        Assert.Equal(-harness.Quantity, Assert.Single((await SnapshotAsync()).Positions).Quantity);
    }

    [Fact]
    public async Task C56_Snapshot_LeavesOutFillsBeforeTheTimeAskedFor()
    {
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);

        Assert.Empty((await SnapshotAsync(harness.Clock.GetUtcNow().AddHours(1))).Fills);
    }

    [Fact]
    public async Task C57_Fee_IsTold_AndTakenFromTheBalance()
    {
        Requires(harness.FillsTellTheirFee, "Its fills do not say what they cost; fees are charged apart.");
        var order = VenueOrders.Market(harness, Side.Buy);
        var (_, instrument) = await VenueOrders.QuoteAsync(harness);
        var before = await SnapshotAsync();
        await Venue.PlaceAsync(order, Cancel);

        var after = await SnapshotAsync();

        var fee = after.Fills.Sum(fill => fill.Fee.Value);
        var currency = Assert.Single(after.Fills.Select(fill => fill.FeeCurrency).Distinct());
        Assert.True(fee > 0);
        Assert.Equal(Total(before, currency!) + Exchanged(after.Fills, currency!, instrument) - fee, Total(after, currency!));
    }

    // On spot, fills also move the currencies themselves.
    private static decimal Exchanged(IReadOnlyList<FillReport> fills, string currency, Instrument instrument) => instrument.Kind != InstrumentKind.Spot ? 0m
        : currency == instrument.Base ? fills.Sum(fill => fill.Side.Directed(fill.Quantity).Value)
        : -fills.Sum(fill => fill.Side.Directed(fill.Quantity).Value * fill.Price.Value);

    private static decimal Total(VenueSnapshot snapshot, string currency) =>
        snapshot.Balances.Single(balance => balance.Currency == currency).Total.Value;
}
