using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>Refusals, and ids used twice.</summary>
public abstract partial class VenueContract
{
    [Fact]
    public async Task C20_UnknownInstrument_IsRefused() =>
        await IsRejectedAsync(VenueOrders.Market(harness, Side.Buy) with { Instrument = new InstrumentId("NO-SUCH-THING") }, RejectReason.UnknownInstrument);

    [Fact]
    public async Task C21_QuantityBelowTheMinimum_IsRefused()
    {
        var quote = await VenueOrders.QuoteAsync(harness);

        await IsRejectedAsync(
            VenueOrders.Market(harness, Side.Buy, new(quote.Instrument.MinQuantity.Value / 10m)), RejectReason.BelowMinimum);
    }

    [Fact]
    public async Task C22_PriceOffTheTick_IsRefused()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var between = new Price(quote.Times(0.9m).Value + (quote.Instrument.TickSize.Value / 3m));

        await IsRejectedAsync(VenueOrders.Limit(harness, Side.Buy, between), RejectReason.PriceOutOfRange);
    }

    [Fact]
    public async Task C23_OrderBeyondTheFunds_IsRefused_AndBindsNothing()
    {
        var before = (await SnapshotAsync()).Balances;

        await IsRejectedAsync(VenueOrders.Market(harness, Side.Buy, harness.HugeQuantity), RejectReason.InsufficientFunds);

        Assert.Equal(before, (await SnapshotAsync()).Balances);
    }

    [Fact]
    public async Task C24_StopThePriceHasPassed_DoesNotWait()
    {
        Requires(Venue.Capabilities.Stops, "It has no stops.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var order = VenueOrders.Stop(harness, Side.Sell, quote.Times(1.05m));

        if (await Venue.PlaceAsync(order, Cancel) is VenueOutcome.Rejected rejected)
        {
            Assert.Equal(RejectReason.WouldTriggerImmediately, rejected.Reason);
        }
        else
        {
            Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
        }
    }

    [Fact]
    public async Task C25_ReduceOnly_WithoutAPosition_IsRefused()
    {
        Requires(Venue.Capabilities.ReduceOnly, "It has no reduce-only orders.");

        await IsRejectedAsync(VenueOrders.Market(harness, Side.Sell) with { ReduceOnly = true }, RejectReason.ReduceOnlyRefused);
    }

    [Fact]
    public async Task C26_ReduceOnly_NeverTurnsThePosition()
    {
        Requires(Venue.Capabilities.ReduceOnly, "It has no reduce-only orders.");
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);
        var order = VenueOrders.Market(harness, Side.Sell, new(harness.Quantity.Value * 3)) with { ReduceOnly = true };

        await Venue.PlaceAsync(order, Cancel);

        Assert.Empty((await SnapshotAsync()).Positions);
        Assert.Equal(harness.Quantity, Sum((await SnapshotAsync()).Fills.Where(fill => fill.ClientOrderId == order.Id)));
    }

    [Fact]
    public async Task C27_SameClientId_WhileOpen_MakesNoSecondOrder()
    {
        Requires(Venue.Capabilities.ClientIds != ClientIdUniqueness.None, "Its client ids are not unique.");
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        var first = Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        AssertRepeated(first, await Venue.PlaceAsync(order, Cancel));

        Assert.Single(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
    }

    [Fact]
    public async Task C28_SameClientId_OnceFilled_MakesNoSecondOrder()
    {
        Requires(Venue.Capabilities.ClientIds is ClientIdUniqueness.Forever or ClientIdUniqueness.Window, "Its client ids are unique among open orders only.");
        var order = VenueOrders.Market(harness, Side.Buy);
        var first = Assert.IsType<VenueOutcome.Accepted>(await Venue.PlaceAsync(order, Cancel));

        AssertRepeated(first, await Venue.PlaceAsync(order, Cancel));

        Assert.Equal(order.Quantity, Assert.Single(await harness.RecordAsync(), recorded => recorded.Is(order.Id)).Filled);
    }

    private void AssertRepeated(VenueOutcome.Accepted first, VenueOutcome second)
    {
        if (harness.RepeatsAreAnsweredWithTheOrder)
        {
            Assert.Equal(first.VenueOrderId, Assert.IsType<VenueOutcome.Accepted>(second).VenueOrderId);
        }
        else
        {
            Assert.Equal(RejectReason.DuplicateClientOrderId, Assert.IsType<VenueOutcome.Rejected>(second).Reason);
        }
    }

    [Fact]
    public async Task C29_TooLate_IsNotSent_AndTheVenueHasNothing()
    {
        var order = VenueOrders.Market(harness, Side.Buy) with { SendBy = harness.Clock.GetUtcNow().AddMilliseconds(-1) };

        Assert.IsType<VenueOutcome.NotSent>(await Venue.PlaceAsync(order, Cancel));

        Assert.DoesNotContain(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
        Assert.IsType<OrderEvidence.Absent>(await Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel));
    }

    [Fact]
    public async Task C30_GivenUpBeforeItLeft_EndsWithoutAnException()
    {
        var order = VenueOrders.Market(harness, Side.Buy);

        var outcome = await Venue.PlaceAsync(order, new CancellationToken(canceled: true));

        if (outcome is VenueOutcome.NotSent)
        {
            Assert.DoesNotContain(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
        }
        else
        {
            Assert.IsNotType<VenueOutcome.Rejected>(outcome);
        }
    }
}
