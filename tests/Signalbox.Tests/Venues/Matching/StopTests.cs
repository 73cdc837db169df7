using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

public sealed class StopTests
{
    private readonly TestFloor floor = new();
    private readonly Account ann;
    private readonly Account bob;

    public StopTests()
    {
        ann = floor.Open("ann");
        bob = floor.Open("bob");
        floor.TradeAt(100);
    }

    [Fact]
    public void Stop_WaitsOutsideTheBook_UntilItsPriceTrades()
    {
        floor.Limit(bob, Side.Sell, 5, 111);
        var stop = floor.Stop(ann, Side.Buy, 2, 110);
        floor.TradeAt(109);
        Assert.True(stop.IsDormant);

        floor.TradeAt(110);

        Assert.Equal(VenueOrderState.Filled, stop.State);
        Assert.Equal(new Price(111), stop.Fills[0].What.Price);
    }

    [Fact]
    public void StopLimit_RestsAtItsLimit_OnceTriggered()
    {
        var stop = floor.Stop(ann, Side.Sell, 2, 95, terms => terms with { Type = OrderType.StopLimit, LimitPrice = new(96) });

        floor.TradeAt(95);

        Assert.Equal(VenueOrderState.Triggered, stop.State);
        Assert.Equal(new Price(96), floor.Book.BestAsk);
    }

    [Fact]
    public void Stop_ThePriceHasPassed_IsRefused()
    {
        var ruling = floor.Place(ann, floor.Terms(Side.Sell, OrderType.Stop, 1) with { StopPrice = new(100) });

        Assert.Equal(RejectReason.WouldTriggerImmediately, ruling.Refusal!.Reason);
    }

    [Fact]
    public void Stop_ThePriceHasPassed_TriggersAtOnce_WhereTheExchangeTakesIt()
    {
        var lenient = new TestFloor(new() { RefusesStopsThroughPrice = false });
        var buyer = lenient.Open("buyer");
        lenient.TradeAt(100);
        lenient.Limit(buyer, Side.Buy, 3, 99);

        var stop = lenient.Stop(lenient.Open("seller"), Side.Sell, 3, 101);

        Assert.Equal(VenueOrderState.Filled, stop.State);
    }

    [Fact]
    public void TakeProfit_TriggersFromTheOtherSide()
    {
        floor.Limit(bob, Side.Buy, 1, 104);
        var target = floor.Stop(ann, Side.Sell, 1, 105, terms => terms with { Trigger = TriggerDirection.Rising });

        floor.TradeAt(105);

        Assert.Equal(new Price(104), Assert.Single(target.Fills).What.Price);
    }

    [Theory]
    [InlineData(5, false, 115, 110)]
    [InlineData(10, true, 120, 108)]
    public void TrailingStop_FollowsTheBestPrice_AndTriggersWhenItTurns(decimal distance, bool isPercent, decimal best, decimal stopAt)
    {
        var order = floor.Place(ann, floor.Terms(Side.Sell, OrderType.TrailingStop, 1) with { Trail = new(distance, isPercent) }).Order!;
        floor.TradeAt(best);
        floor.TradeAt(best - 1);
        Assert.Equal(new Price(stopAt), order.StopPrice);
        Assert.True(order.IsDormant);

        floor.TradeAt(stopAt);

        Assert.False(order.IsDormant);
    }

    [Fact]
    public void Stops_TouchedByOneTrade_TriggerEvenIfAnEarlierOneTurnsThePriceBack()
    {
        var far = floor.Limit(bob, Side.Buy, 5, 90);
        var first = floor.Stop(ann, Side.Sell, 1, 105, terms => terms with { Trigger = TriggerDirection.Rising });
        var second = floor.Stop(ann, Side.Sell, 1, 106, terms => terms with { Trigger = TriggerDirection.Rising });

        floor.TradeAt(106);

        Assert.Equal(VenueOrderState.Filled, first.State);
        Assert.Equal(VenueOrderState.Filled, second.State);
        Assert.Equal(new Quantity(2), far.Filled);
    }

    [Fact]
    public void OneCancelsOther_TheFirstToFill_EndsTheRest()
    {
        floor.Limit(ann, Side.Buy, 2, 100, terms => terms with { TimeInForce = TimeInForce.Gtc });
        floor.Limit(bob, Side.Sell, 2, 100);
        var target = floor.Limit(ann, Side.Sell, 2, 110, terms => terms with { OcoGroup = "exit", ReduceOnly = true });
        var stop = floor.Stop(ann, Side.Sell, 2, 90, terms => terms with { OcoGroup = "exit", ReduceOnly = true });

        floor.Market(bob, Side.Buy, 1);

        Assert.Equal(new Quantity(1), target.Filled);
        Assert.True(target.IsOpen);
        Assert.Equal(CancelReason.OneCancelsOther, stop.Reason);
    }

    [Fact]
    public void OneCancelsOther_TheFirstToTrigger_EndsTheRest()
    {
        var target = floor.Limit(ann, Side.Sell, 2, 110, terms => terms with { OcoGroup = "exit" });
        floor.Stop(ann, Side.Sell, 2, 90, terms => terms with { OcoGroup = "exit" });

        floor.TradeAt(90);

        Assert.Equal(CancelReason.OneCancelsOther, target.Reason);
    }
}
