using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>Groups of orders the sender composed: one fills, the others go.</summary>
public sealed class CancelGroupTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void FirstFill_CancelsTheOthers()
    {
        var (above, below) = Breakout();
        account.Fill(above, 0.04m, 61_000m);
        Assert.Equal(below, Assert.Single(account.TakeEffects().OfType<Effect.Cancel>()).Cancellation.Id);
    }

    [Fact]
    public void BothFill_ThePositionOfTheFirstStaysAndKeepsItsStop()
    {
        var (above, below) = Breakout();
        account.Fill(above, 0.1m, 61_000m);
        var stop = account.TakePlaced().Single(order => order.Type == OrderType.Stop);
        account.Accept(stop.Id);

        account.Fill(below, 0.1m, 59_000m);
        var neutralising = account.TakePlaced().Single();
        Assert.Equal((OrderType.Market, Side.Buy, 0.1m, false), (neutralising.Type, neutralising.Side, neutralising.Quantity.Value, neutralising.ReduceOnly));
        account.AcceptAndFill(neutralising.Id, 59_000m);
        Assert.Equal(0.1m, account.Position);
        Assert.Equal(OrderState.Accepted, account.State.Orders[stop.Id].State);
        Assert.Empty(account.TakeEffects().OfType<Effect.Place>());
    }

    [Fact]
    public void BothFillOnTheSameSide_TheExcessIsClosedOnce()
    {
        var first = Rest("g", SignalAction.Buy, 59_000m);
        var second = Rest("g", SignalAction.Buy, 58_000m, add: true);
        account.Fill(first, 0.1m, 59_000m);
        account.Fill(second, 0.1m, 58_000m);
        var neutralising = account.TakePlaced().Single();
        Assert.Equal((Side.Sell, 0.1m, true), (neutralising.Side, neutralising.Quantity.Value, neutralising.ReduceOnly));
    }

    [Fact]
    public void LaterItemOfADecidedBatch_IsNotSent()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => (signal.CancelGroup, signal.Batch) = ("g", "b"));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var second = account.Signal(SignalAction.Add, 0.1m, signal => (signal.CancelGroup, signal.Batch) = ("g", "b"));
        Assert.Equal((TradeStatus.Cancelled, "group-filled"), (account.Trade(second).Status, account.Trade(second).Code));

        // The same name in another batch is another group.
        account.Signal(SignalAction.Add, 0.1m, signal => (signal.CancelGroup, signal.Batch) = ("g", "c"));
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void WaitingMember_IsCancelledBeforeItIsSent()
    {
        var first = Rest("g", SignalAction.Buy, 59_000m);
        var second = account.Signal(SignalAction.Sell, 0.1m, signal => (signal.CancelGroup, signal.DelaySeconds) = ("g", 30m));
        account.Fill(first, 0.1m, 59_000m);
        Assert.Equal((TradeStatus.Cancelled, "group-filled"), (account.Trade(second).Status, account.Trade(second).Code));
    }

    private (ClientOrderId Above, ClientOrderId Below) Breakout()
    {
        var orders = new List<ClientOrderId>();
        foreach (var (action, price) in new[] { (SignalAction.Buy, 61_000m), (SignalAction.Sell, 59_000m) })
        {
            account.Signal(action, 0.1m, signal =>
            {
                signal.CancelGroup = "breakout";
                signal.Order = new() { Type = OrderType.Stop, StopPrice = new(price) };
                signal.StopLoss = new() { Percent = 1m };
            });
            orders.Add(account.TakePlaced().Single().Id);
            account.Accept(orders[^1]);
        }

        return (orders[0], orders[1]);
    }

    private ClientOrderId Rest(string group, SignalAction action, decimal price, bool add = false)
    {
        account.Signal(action, 0.1m, signal =>
        {
            signal.CancelGroup = group;
            signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(price) };
            signal.Rules = new(AllowAddToPosition: add);
        });
        var placed = account.TakePlaced().Single();
        account.Accept(placed.Id);
        return placed.Id;
    }
}
