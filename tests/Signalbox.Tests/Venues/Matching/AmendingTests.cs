using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

public sealed class AmendingTests
{
    private readonly TestFloor floor = new();
    private readonly Account ann;
    private readonly Account bob;

    public AmendingTests()
    {
        ann = floor.Open("ann");
        bob = floor.Open("bob");
    }

    [Theory]
    [InlineData(3, 100, true)]
    [InlineData(6, 100, false)]
    [InlineData(3, 101, false)]
    public void Amend_KeepsPriority_OnlyWhenItAsksForLess(decimal quantity, decimal price, bool keeps)
    {
        var amended = floor.Limit(ann, Side.Sell, 5, 100);
        var other = floor.Limit(bob, Side.Sell, 5, price);

        Assert.Null(floor.Engine.Amend(ann, amended.Number, new(new(quantity), new(price), null), floor.Now).Refusal);
        floor.Market(floor.Open("cyd"), Side.Buy, 1);

        Assert.Equal(new Quantity(keeps ? 1 : 0), amended.Filled);
        Assert.Equal(new Quantity(keeps ? 0 : 1), other.Filled);
    }

    [Fact]
    public void Amend_ToAPriceThatCrosses_Trades()
    {
        floor.Limit(ann, Side.Sell, 2, 105);
        var order = floor.Limit(bob, Side.Buy, 2, 100);

        floor.Engine.Amend(bob, order.Number, new(new(2), new(105), null), floor.Now);

        Assert.Equal(VenueOrderState.Filled, order.State);
    }

    [Fact]
    public void Amend_BelowWhatIsFilled_IsRefused_AndChangesNothing()
    {
        var order = floor.Limit(ann, Side.Sell, 5, 100);
        floor.Market(bob, Side.Buy, 3);

        var ruling = floor.Engine.Amend(ann, order.Number, new(new(3), null, null), floor.Now);

        Assert.Equal(RejectReason.BelowMinimum, ruling.Refusal!.Reason);
        Assert.Equal(new Quantity(2), order.Remaining);
    }

    [Fact]
    public void Amend_BeyondTheFunds_IsRefused_AndTheOldTermsStayReserved()
    {
        var poor = floor.Open("poor", usdt: 100m);
        var order = floor.Limit(poor, Side.Buy, 5, 100);
        var before = poor.Balances.Single(balance => balance.Currency == "USDT").Available;

        var ruling = floor.Engine.Amend(poor, order.Number, new(new(50), null, null), floor.Now);

        Assert.Equal(RejectReason.InsufficientFunds, ruling.Refusal!.Reason);
        Assert.Equal(before, poor.Balances.Single(balance => balance.Currency == "USDT").Available);
    }

    [Fact]
    public void Amend_OfAStop_MovesWhereItTriggers()
    {
        floor.TradeAt(100);
        var stop = floor.Stop(ann, Side.Buy, 1, 110);

        floor.Engine.Amend(ann, stop.Number, new(new(1), null, new(105)), floor.Now);
        floor.TradeAt(105);

        Assert.NotEqual(VenueOrderState.Working, stop.State);
    }

    [Fact]
    public void Amend_OfWhatIsNotOpen_IsRefused()
    {
        var ruling = floor.Engine.Amend(ann, 999, new(new(1), null, null), floor.Now);

        Assert.Equal(RejectReason.UnknownOrder, ruling.Refusal!.Reason);
    }
}
