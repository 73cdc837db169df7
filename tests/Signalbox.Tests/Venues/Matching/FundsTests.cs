using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

public sealed class FundsTests
{
    private readonly TestFloor floor = new();

    [Fact]
    public void Margin_BindsATenthOfThePosition_AndPaysProfitWhenItIsReduced()
    {
        var ann = floor.Open("ann", usdt: 1_000m);
        var bob = floor.Open("bob");
        floor.Limit(bob, Side.Sell, 10, 100);
        floor.Limit(ann, Side.Buy, 10, 100);
        Assert.Equal(1_000m - 0.5m - 100m, Usdt(ann).Available.Value);

        floor.Limit(bob, Side.Buy, 4, 110);
        floor.Limit(ann, Side.Sell, 4, 110);

        Assert.Equal(new Quantity(6), ann.Holds(TestFloor.Perpetual.Instrument.Id));
        Assert.Equal(1_000m - 0.5m - 0.22m + 40m, Usdt(ann).Total.Value);
    }

    [Fact]
    public void Order_BeyondTheMargin_IsRefused()
    {
        var ann = floor.Open("ann", usdt: 100m);

        var ruling = floor.Place(ann, floor.Terms(Side.Buy, OrderType.Limit, 11) with { LimitPrice = new(100) });

        Assert.Equal(RejectReason.InsufficientFunds, ruling.Refusal!.Reason);
        Assert.Contains("USDT", ruling.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_ThatReduces_IsTaken_HoweverLittleIsLeft()
    {
        var ann = floor.Open("ann", usdt: 101m);
        var bob = floor.Open("bob");
        floor.Limit(bob, Side.Sell, 10, 100);
        floor.Limit(ann, Side.Buy, 10, 100);
        floor.TradeAt(91);
        Assert.True(Usdt(ann).Available < Money.Zero);

        Assert.NotNull(floor.Place(ann, floor.Terms(Side.Sell, OrderType.Limit, 10) with { LimitPrice = new(95) }).Order);
        Assert.Null(floor.Place(ann, floor.Terms(Side.Buy, OrderType.Limit, 1) with { LimitPrice = new(90) }).Order);
    }

    [Fact]
    public void Flip_TakesTheProfitOfTheOld_AndCarriesTheRestAsNew()
    {
        var ann = floor.Open("ann");
        var bob = floor.Open("bob");
        floor.Limit(bob, Side.Sell, 3, 100);
        floor.Limit(ann, Side.Buy, 3, 100);

        floor.Limit(bob, Side.Buy, 5, 110);
        floor.Limit(ann, Side.Sell, 5, 110);

        var position = Assert.Single(ann.Positions);
        Assert.Equal(new Quantity(-2), position.Quantity);
        Assert.Equal(new Price(110), position.AveragePrice);
        Assert.Equal(1_000_000m + 30m - 0.15m - 0.275m, Usdt(ann).Total.Value);
    }

    [Fact]
    public void ReduceOnly_IsRefused_WithoutAPosition_OrInItsDirection()
    {
        var ann = floor.Open("ann");
        Assert.Equal(RejectReason.ReduceOnlyRefused, Reduce(ann, Side.Sell));
        floor.Limit(floor.Open("bob"), Side.Sell, 2, 100);
        floor.Limit(ann, Side.Buy, 2, 100);

        Assert.Equal(RejectReason.ReduceOnlyRefused, Reduce(ann, Side.Buy));
        Assert.Null(Reduce(ann, Side.Sell));
    }

    [Fact]
    public void ReduceOnly_StopsAtZero_AndDoesNotOutliveThePosition()
    {
        var ann = floor.Open("ann");
        var bob = floor.Open("bob");
        floor.Limit(bob, Side.Sell, 2, 100);
        floor.Limit(ann, Side.Buy, 2, 100);
        var orphan = floor.Stop(ann, Side.Sell, 2, 90, terms => terms with { ReduceOnly = true });
        floor.Limit(bob, Side.Buy, 9, 99);

        var exit = floor.Market(ann, Side.Sell, 5, terms => terms with { ReduceOnly = true });

        Assert.Equal(new Quantity(2), exit.Filled);
        Assert.Equal(CancelReason.NothingToReduce, exit.Reason);
        Assert.Equal(CancelReason.NothingToReduce, orphan.Reason);
    }

    [Fact]
    public void Stock_IsPaidInFull_AndCannotBeSoldShort_WhereThatIsForbidden()
    {
        var ann = floor.Open("ann", usdt: 1_000m);
        OrderTerms Stock(Side side, decimal quantity) => floor.Terms(side, OrderType.Limit, quantity) with
        {
            Instrument = TestFloor.Stock.Instrument.Id,
            LimitPrice = new(100m),
        };

        Assert.Equal(RejectReason.NotShortable, floor.Place(ann, Stock(Side.Sell, 1)).Refusal!.Reason);
        Assert.Equal(RejectReason.InsufficientFunds, floor.Place(ann, Stock(Side.Buy, 11)).Refusal!.Reason);
        Assert.NotNull(floor.Place(ann, Stock(Side.Buy, 10)).Order);
        floor.Place(floor.Open("bob", usdt: 0m), Stock(Side.Sell, 1));
        Assert.Equal(0m, ann.Balances.Single(balance => balance.Currency == "USD").Available.Value);
    }

    [Fact]
    public void Spot_LocksWhatARestingOrderWouldPay_StopsToo()
    {
        var ann = floor.Open("ann", FundsMode.Spot, usdt: 1_000m, btc: 2m);
        floor.Place(ann, Spot(Side.Sell, 1.5m) with { Type = OrderType.StopLimit, LimitPrice = new(90m), StopPrice = new(90m) });

        Assert.Equal(0.5m, ann.Balances.Single(balance => balance.Currency == "BTC").Available.Value);
        Assert.Equal(RejectReason.InsufficientFunds, floor.Place(ann, Spot(Side.Sell, 1m) with { LimitPrice = new(110m) }).Refusal!.Reason);
        Assert.NotNull(floor.Place(ann, Spot(Side.Buy, 9m) with { LimitPrice = new(110m) }).Order);
        Assert.Equal(1_000m - 990m - 0.99m, Usdt(ann).Available.Value);
    }

    [Fact]
    public void Spot_Market_IsCutToWhatTheAccountCanPay()
    {
        var ann = floor.Open("ann", FundsMode.Spot, usdt: 150m);
        var bob = floor.Open("bob", FundsMode.Spot, btc: 10m);
        floor.Place(bob, Spot(Side.Sell, 1m) with { LimitPrice = new(100m) });
        floor.Place(bob, Spot(Side.Sell, 1m) with { LimitPrice = new(1_000m) });

        var order = floor.Place(ann, Spot(Side.Buy, 1.2m) with { Type = OrderType.Market }).Order!;

        Assert.Equal(CancelReason.InsufficientFunds, order.Reason);
        Assert.Equal(1.049m, order.Filled.Value);
        Assert.InRange(Usdt(ann).Total.Value, 0m, 1.002m);
    }

    [Fact]
    public void Spot_FeeInReceived_IsTakenFromTheBase()
    {
        var ann = floor.Open("ann", FundsMode.Spot, usdt: 1_000m);
        var bob = floor.Open("bob", FundsMode.Spot, btc: 10m);
        floor.Place(bob, Spot(Side.Sell, 1m) with { Instrument = new("BASEFEE"), LimitPrice = new(100m) });

        floor.Place(ann, Spot(Side.Buy, 1m) with { Instrument = new("BASEFEE"), LimitPrice = new(100m) });

        Assert.Equal(0.999m, ann.Balances.Single(balance => balance.Currency == "BTC").Total.Value);
        Assert.Equal(900m, Usdt(ann).Total.Value);
    }

    private OrderTerms Spot(Side side, decimal quantity) => floor.Terms(side, OrderType.Limit, quantity) with { Instrument = TestFloor.Spot.Instrument.Id };

    private RejectReason? Reduce(Account account, Side side) => floor.Place(account,
        floor.Terms(side, OrderType.Limit, 1) with { LimitPrice = new(side == Side.Buy ? 50 : 200), ReduceOnly = true }).Refusal?.Reason;

    private static VenueBalance Usdt(Account account) => account.Balances.Single(balance => balance.Currency == "USDT");
}
