using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>Amending and cancelling.</summary>
public abstract partial class VenueContract
{
    [Fact]
    public async Task C40_Amend_ChangesQuantityAndPrice()
    {
        Requires(Venue.Capabilities.Amend, "It cannot amend.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Far(harness, quote);
        await Venue.PlaceAsync(order, Cancel);
        var amended = new AmendOrder
        {
            Id = order.Id,
            VenueOrderId = null,
            Instrument = order.Instrument,
            Quantity = new(order.Quantity.Value * 2),
            LimitPrice = quote.Times(0.8m),
        };

        Assert.IsType<VenueOutcome.Accepted>(await Venue.AmendAsync(amended, Cancel));

        var report = (await FindAsync(order)).Report;
        Assert.Equal((VenueOrderState.Working, amended.Quantity, amended.LimitPrice), (report.State, report.Quantity, report.LimitPrice));
    }

    [Fact]
    public async Task C41_Amend_OfAStop_MovesIt()
    {
        Requires(Venue.Capabilities is { Amend: true, Stops: true, AmendsStops: true }, "It cannot amend stops.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Stop(harness, Side.Sell, quote.Times(0.8m));
        await Venue.PlaceAsync(order, Cancel);

        var outcome = await Venue.AmendAsync(
            new() { Id = order.Id, VenueOrderId = null, Instrument = order.Instrument, Quantity = order.Quantity, StopPrice = quote.Times(0.95m) }, Cancel);

        Assert.IsType<VenueOutcome.Accepted>(outcome);
        await harness.SetPriceAsync(quote.Times(0.9m));
        Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public async Task C42_Amend_OfWhatDoesNotExist_IsRefused()
    {
        Requires(Venue.Capabilities.Amend, "It cannot amend.");
        var nothing = VenueOrders.Market(harness, Side.Buy);

        var outcome = await Venue.AmendAsync(
            new() { Id = nothing.Id, VenueOrderId = null, Instrument = nothing.Instrument, Quantity = nothing.Quantity }, Cancel);

        Assert.Equal(RejectReason.UnknownOrder, Assert.IsType<VenueOutcome.Rejected>(outcome).Reason);
    }

    [Fact]
    public async Task C43_Cancel_EndsARestingOrder()
    {
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        await Venue.PlaceAsync(order, Cancel);

        Assert.IsType<VenueOutcome.Accepted>(await Venue.CancelAsync(new(order.Id, null, order.Instrument), Cancel));

        Assert.Equal(VenueOrderState.Cancelled, (await FindAsync(order)).Report.State);
        Assert.Empty((await SnapshotAsync()).OpenOrders);
    }

    [Fact]
    public async Task C44_Cancel_FindsTheOrderByTheVenuesIdToo()
    {
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        var accepted = Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        var outcome = await Venue.CancelAsync(new(order.Id, accepted.VenueOrderId, order.Instrument), Cancel);

        Assert.IsType<VenueOutcome.Accepted>(outcome);
        Assert.Equal(VenueOrderState.Cancelled, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public async Task C45_Cancel_OfWhatDoesNotExist_IsRefused()
    {
        var outcome = await Venue.CancelAsync(new(ClientOrderId.Derive("nothing"), null, harness.Instrument), Cancel);

        Assert.Equal(RejectReason.UnknownOrder, Assert.IsType<VenueOutcome.Rejected>(outcome).Reason);
    }

    [Fact]
    public async Task C46_Cancel_OfAFilledOrder_IsRefused_AndChangesNothing()
    {
        var order = VenueOrders.Market(harness, Side.Buy);
        await Venue.PlaceAsync(order, Cancel);

        var outcome = await Venue.CancelAsync(new(order.Id, null, order.Instrument), Cancel);

        Assert.Equal(RejectReason.UnknownOrder, Assert.IsType<VenueOutcome.Rejected>(outcome).Reason);
        Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
    }
}
