using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Tests.Accounts;
using Xunit;

namespace Signalbox.Tests.Risk;

public sealed class OrderGateCostTests
{
    [Fact]
    public void Gate_WithEveryLimitSet_AllocatesNothingUnlessItRefuses()
    {
        var scoped = new ScopedLimits(RiskScope.Global, new(
            OrderNotionalMax: 1_000_000m, PositionNotionalMax: 1_000_000m, PositionQuantityMax: 10m, OpenOrdersMax: 10, OrdersPerMinuteMax: 10,
            OrdersPerDayMax: 10, PriceCollarPercent: 5m, DuplicateSeconds: 5));
        var use = new LimitUse { Position = new(1m), Buys = new(1m), Others = new(1m), OthersNotional = new(60_000m), OpenOrders = 1, OrdersInMinute = 1, OrdersToday = 1, SameBefore = TimeSpan.FromSeconds(9) };
        var order = new GatedOrder { Instrument = AccountScenario.Btc, Side = Side.Buy, Quantity = new(1m), Price = new(60_000m), Worst = new(60_100m), LastTrade = new(60_000m) };
        Assert.Null(OrderGate.Judge(scoped, use, order));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = 0;
        for (var i = 0; i < 10_000; i++)
        {
            refused += OrderGate.Judge(scoped, use, order) is null ? 0 : 1;
        }

        Assert.Equal((0L, 0), (GC.GetAllocatedBytesForCurrentThread() - before, refused));
    }
}
