using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>The private stream.</summary>
public abstract partial class VenueContract
{
    [Fact]
    public async Task C60_Stream_TellsAnOrdersLife_FillsBeforeTheReportThatCountsThem()
    {
        await using var stream = await StreamProbe.StartAsync(harness);
        var order = VenueOrders.Market(harness, Side.Buy);

        await Venue.PlaceAsync(order, Cancel);
        await stream.WaitAsync(order.Id, VenueOrderState.Filled);

        Assert.Equal(order.Quantity, Sum(stream.FillsOf(order.Id)));
        var counted = Quantity.Zero;
        foreach (var happened in stream.All)
        {
            switch (happened)
            {
                case VenueEvent.Executed { Fill: var fill } when fill.ClientOrderId == order.Id:
                    counted += fill.Quantity;
                    break;
                case VenueEvent.OrderChanged { Report: var report } when report.ClientOrderId == order.Id:
                    Assert.True(report.FilledQuantity <= counted, $"{report.FilledQuantity} reported, {counted} told");
                    break;
            }
        }
    }

    [Fact]
    public async Task C61_Stream_BringsTheFillsThatTheSnapshotHas_EachOnce()
    {
        await using var stream = await StreamProbe.StartAsync(harness);
        var order = VenueOrders.Market(harness, Side.Buy, harness.LargeQuantity);

        await Venue.PlaceAsync(order, Cancel);
        await stream.WaitAsync(order.Id, VenueOrderState.Filled);

        var told = stream.FillsOf(order.Id);
        Assert.True(told.Count > 1);
        Assert.Distinct(told.Select(fill => fill.FillId));
        Assert.Equal((await FindAsync(order)).Fills.Select(fill => fill.FillId).Order(ById), told.Select(fill => fill.FillId).Order(ById));
    }

    [Fact]
    public async Task C62_Stream_TellsACancellation()
    {
        await using var stream = await StreamProbe.StartAsync(harness);
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        await Venue.PlaceAsync(order, Cancel);
        await stream.WaitAsync(order.Id, VenueOrderState.Working);

        await Venue.CancelAsync(new(order.Id, null, order.Instrument), Cancel);

        await stream.WaitAsync(order.Id, VenueOrderState.Cancelled);
    }

    [Fact]
    public async Task C63_Stream_TellsWhatTheMarketDoes_WithoutARequestOfOurs()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        await using var stream = await StreamProbe.StartAsync(harness);
        var limit = VenueOrders.Far(harness, quote);
        await Venue.PlaceAsync(limit, Cancel);

        await harness.SetPriceAsync(quote.Times(0.85m));

        await stream.WaitAsync(limit.Id, VenueOrderState.Filled);
    }

    [Fact]
    public async Task C64_Stream_TellsThatAStopTriggered()
    {
        Requires(Venue.Capabilities.Stops, "It has no stops.");
        var quote = await VenueOrders.QuoteAsync(harness);
        await using var stream = await StreamProbe.StartAsync(harness);
        var stop = VenueOrders.Stop(harness, Side.Sell, quote.Times(0.95m));
        await Venue.PlaceAsync(stop, Cancel);

        await harness.SetPriceAsync(quote.Times(0.9m));

        await stream.WaitAsync(stop.Id, VenueOrderState.Filled);
        Assert.Equal(stop.Quantity, Sum(stream.FillsOf(stop.Id)));
    }

    private static readonly Comparer<Signalbox.Identity.FillId> ById =
        Comparer<Signalbox.Identity.FillId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value));
}
