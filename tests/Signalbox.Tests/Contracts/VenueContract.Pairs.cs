using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>A stop and a target as one: at most one of them executes.</summary>
public abstract partial class VenueContract
{
    private const string NoPairs = "It takes no pairs of orders.";

    [Fact]
    public async Task C90_Pair_TargetFills_StopIsCancelled()
    {
        Requires(Venue.Capabilities.NativeOco, NoPairs);
        var (pair, quote) = await PairAsync(0.95m, 1.05m);

        Assert.IsType<VenueOutcome.Accepted>(await Venue.PlacePairAsync(pair, Cancel));
        await harness.SetPriceAsync(quote.Times(1.07m));

        Assert.Equal(VenueOrderState.Filled, (await FindAsync(pair.Target)).Report.State);
        Assert.Equal(VenueOrderState.Cancelled, (await FindAsync(pair.Stop)).Report.State);
    }

    [Fact]
    public async Task C91_Pair_StopTriggers_TargetIsCancelled()
    {
        Requires(Venue.Capabilities.NativeOco, NoPairs);
        var (pair, quote) = await PairAsync(0.95m, 1.05m);

        Assert.IsType<VenueOutcome.Accepted>(await Venue.PlacePairAsync(pair, Cancel));
        await harness.SetPriceAsync(quote.Times(0.93m));

        Assert.Equal(VenueOrderState.Filled, (await FindAsync(pair.Stop)).Report.State);
        Assert.Equal(VenueOrderState.Cancelled, (await FindAsync(pair.Target)).Report.State);
    }

    [Fact]
    public async Task C92_Pair_WhoseTargetCannotRest_IsRefusedWhole()
    {
        Requires(Venue.Capabilities.NativeOco, NoPairs);
        var (pair, _) = await PairAsync(0.95m, 0.99m);

        Assert.IsType<VenueOutcome.Rejected>(await Venue.PlacePairAsync(pair, Cancel));

        Assert.DoesNotContain(await harness.RecordAsync(), order => order.Is(pair.Stop.Id) || order.Is(pair.Target.Id));
    }

    private async Task<(PlacePair Pair, Quote Quote)> PairAsync(decimal stop, decimal target)
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);
        return (new(VenueOrders.Stop(harness, Side.Sell, quote.Times(stop)), VenueOrders.Limit(harness, Side.Sell, quote.Times(target))), quote);
    }
}
