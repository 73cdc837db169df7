using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

public sealed class CrossingTests
{
    private readonly TestFloor floor = new();
    private readonly Account ann;
    private readonly Account bob;
    private readonly Account cyd;

    public CrossingTests()
    {
        ann = floor.Open("ann");
        bob = floor.Open("bob");
        cyd = floor.Open("cyd");
    }

    [Fact]
    public void Limit_ThatMeetsNobody_Rests()
    {
        var order = floor.Limit(ann, Side.Buy, 3, 100);

        Assert.Equal(VenueOrderState.Working, order.State);
        Assert.Equal(new Price(100), floor.Book.BestBid);
    }

    [Fact]
    public void Taker_PaysTheMakersPrice()
    {
        floor.Limit(ann, Side.Sell, 2, 100);

        var taker = floor.Limit(bob, Side.Buy, 2, 105);

        Assert.Equal(VenueOrderState.Filled, taker.State);
        Assert.Equal(new Price(100), Assert.Single(taker.Fills).What.Price);
    }

    [Fact]
    public void Taker_MeetsTheBestPriceFirst_ThenTheOldest()
    {
        var second = floor.Limit(ann, Side.Sell, 1, 101);
        var third = floor.Limit(bob, Side.Sell, 1, 101);
        var first = floor.Limit(bob, Side.Sell, 1, 100);

        floor.Market(cyd, Side.Buy, 2);

        Assert.Equal(VenueOrderState.Filled, first.State);
        Assert.Equal(VenueOrderState.Filled, second.State);
        Assert.Equal(VenueOrderState.Working, third.State);
    }

    [Fact]
    public void PartialFill_LeavesTheRestInItsPlace()
    {
        var first = floor.Limit(ann, Side.Sell, 5, 100);
        floor.Limit(bob, Side.Sell, 5, 100);

        floor.Market(cyd, Side.Buy, 2);
        floor.Market(cyd, Side.Buy, 3);

        Assert.Equal(VenueOrderState.Filled, first.State);
        Assert.Equal(2, first.Fills.Count);
    }

    [Fact]
    public void Market_BeyondWhatIsOffered_IsCancelledForTheRest()
    {
        floor.Limit(ann, Side.Sell, 2, 100);

        var order = floor.Market(bob, Side.Buy, 5);

        Assert.Equal(VenueOrderState.Cancelled, order.State);
        Assert.Equal(CancelReason.NoLiquidity, order.Reason);
        Assert.Equal(new Quantity(2), order.Filled);
    }

    [Fact]
    public void ImmediateOrCancel_NeverRests()
    {
        floor.Limit(ann, Side.Sell, 2, 100);

        var order = floor.Limit(bob, Side.Buy, 5, 100, terms => terms with { TimeInForce = TimeInForce.Ioc });

        Assert.Equal(new Quantity(2), order.Filled);
        Assert.Equal(CancelReason.ImmediateOrCancel, order.Reason);
        Assert.Null(floor.Book.BestBid);
    }

    [Theory]
    [InlineData(5, VenueOrderState.Filled, 5)]
    [InlineData(6, VenueOrderState.Cancelled, 0)]
    public void FillOrKill_FillsWholeOrNotAtAll(decimal quantity, VenueOrderState state, decimal filled)
    {
        floor.Limit(ann, Side.Sell, 2, 100);
        floor.Limit(cyd, Side.Sell, 3, 101);
        floor.Limit(cyd, Side.Sell, 3, 102);

        var order = floor.Limit(bob, Side.Buy, quantity, 101, terms => terms with { TimeInForce = TimeInForce.Fok });

        Assert.Equal(state, order.State);
        Assert.Equal(new Quantity(filled), order.Filled);
    }

    [Fact]
    public void PostOnly_ThatWouldTrade_IsRefused()
    {
        floor.Limit(ann, Side.Sell, 2, 100);

        var ruling = floor.Place(bob, floor.Terms(Side.Buy, OrderType.Limit, 1) with { LimitPrice = new(100), PostOnly = true });

        Assert.Equal(RejectReason.WouldTakeLiquidity, ruling.Refusal!.Reason);
        Assert.Null(ruling.Order);
    }

    [Fact]
    public void SelfTrade_IsPrevented_ByCancellingTheNewest()
    {
        floor.Limit(bob, Side.Sell, 1, 99);
        var resting = floor.Limit(ann, Side.Sell, 2, 100);

        var newest = floor.Limit(ann, Side.Buy, 3, 100);

        Assert.Equal(VenueOrderState.Working, resting.State);
        Assert.Equal(CancelReason.SelfTrade, newest.Reason);
        Assert.Equal(new Quantity(1), newest.Filled);
    }

    [Fact]
    public void Iceberg_ShowsSlices_EachBehindTheOthers()
    {
        var iceberg = floor.Limit(ann, Side.Sell, 6, 100, terms => terms with { Display = new(2) });
        var other = floor.Limit(bob, Side.Sell, 2, 100);

        floor.Market(cyd, Side.Buy, 3);

        Assert.Equal(new Quantity(2), iceberg.Filled);
        Assert.Equal(new Quantity(1), other.Filled);
    }

    [Fact]
    public void Expired_LeavesTheBook_AtItsTime()
    {
        var order = floor.Limit(ann, Side.Buy, 1, 100, terms =>
            terms with { TimeInForce = TimeInForce.Gtd, ExpiresAt = TestFloor.Start.AddMinutes(1) });
        floor.Engine.Expire(TestFloor.Start.AddSeconds(59));
        Assert.True(order.IsOpen);

        floor.Engine.Expire(TestFloor.Start.AddMinutes(1));

        Assert.Equal(VenueOrderState.Expired, order.State);
        Assert.Null(floor.Book.BestBid);
    }
}
