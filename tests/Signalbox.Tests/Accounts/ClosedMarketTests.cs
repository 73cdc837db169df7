using Signalbox.Accounts;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>The venue says that its market is closed.</summary>
public sealed class ClosedMarketTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void Entry_WaitsAndIsTriedAgainWithANewOrder()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m);
        var first = Shut();
        Assert.Equal((TradeStage.AwaitingMarket, true), (account.Trade(trade).Stage, account.Trade(trade).Settled));
        account.Elapse(new TimerKey.MarketOpens(trade), TimeSpan.FromSeconds(30));
        var second = account.TakePlaced().Single();
        Assert.NotEqual(first, second.Id);
        account.AcceptAndFill(second.Id, 60_000m);
        Assert.Equal(TradeStatus.Filled, account.Trade(trade).Status);
    }

    [Fact]
    public void NewerSignal_TakesThePlaceOfTheOneThatWaits()
    {
        var first = account.Signal(SignalAction.Buy, 0.1m);
        Shut();
        var second = account.Signal(SignalAction.Sell, 0.2m);
        Shut();
        Assert.Equal((TradeStatus.Cancelled, "replaced"), (account.Trade(first).Status, account.Trade(first).Code));
        Assert.Equal(second, Assert.Single(account.State.Holdings[AccountScenario.Btc.Id].Closed));
    }

    [Fact]
    public void SignalThatWaitedBehindIt_TakesItsPlaceAndEntersOnce()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var first = account.TakePlaced().Single().Id;
        account.Signal(SignalAction.Buy, 0.2m);
        account.Refuse(first, RejectReason.MarketClosed);
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void Cancel_TakesWhatWaits()
    {
        var first = account.Signal(SignalAction.Buy, 0.1m);
        Shut();
        account.Signal(SignalAction.Cancel);
        Assert.Equal(TradeStatus.Cancelled, account.Trade(first).Status);
    }

    [Fact]
    public void MarketThatStaysClosed_EndsTheTrade()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m);
        Shut();
        account.Elapse(new TimerKey.MarketOpens(trade), TimeSpan.FromHours(97));
        Shut();
        Assert.Equal((TradeStatus.Expired, "market-closed"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Fact]
    public void Exit_IsPlannedAnewForThePositionFoundThen()
    {
        account.Signal(SignalAction.Buy, 0.5m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var exit = account.Signal(SignalAction.Exit);
        Shut();
        account.Elapse(new TimerKey.MarketOpens(exit), TimeSpan.FromSeconds(30));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal((0m, TradeStatus.Filled), (account.Position, account.Trade(exit).Status));
    }

    private ClientOrderId Shut()
    {
        var placed = account.TakePlaced().Single().Id;
        account.Refuse(placed, RejectReason.MarketClosed);
        return placed;
    }
}
