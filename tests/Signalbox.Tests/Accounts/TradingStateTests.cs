using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Signals;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class TradingStateTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void Reversal_WhileStopped_LeavesAndDoesNotComeBack()
    {
        Hold(0.5m);
        Stop(TradingMode.Reducing);
        var trade = account.Signal(SignalAction.Sell, 0.5m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal((0m, TradeStatus.Filled), (account.Position, account.Trade(trade).Status));
    }

    [Fact]
    public void Reversal_StoppedBetweenExitAndEntry_EntersNothing()
    {
        Hold(0.5m);
        var trade = account.Signal(SignalAction.Sell, 0.5m);
        var exit = account.TakePlaced().Single();
        Stop(TradingMode.Halted);
        account.AcceptAndFill(exit.Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Denied, "halted"), (account.Trade(trade).Status, account.Trade(trade).Code!));
    }

    [Fact]
    public void Pause_KeepsWhatRests_AndRefusesWhatIsNew()
    {
        Rest();
        account.Do(new AccountCommand.SetTradingState(TradingMode.Reducing, "Lunch.", "ann") { KeepsWorking = true });
        Assert.Empty(account.TakeEffects().OfType<Effect.Cancel>());
        Assert.Equal("reducing", account.Trade(account.Signal(SignalAction.Buy, 0.1m)).Code);
    }

    [Fact]
    public void PauseThenHalt_TakesBackWhatRests()
    {
        Rest();
        account.Do(new AccountCommand.SetTradingState(TradingMode.Reducing, "Lunch.", "ann") { KeepsWorking = true });
        Stop(TradingMode.Reducing);
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void RefusedCancel_IsTriedAgainWhileStopped()
    {
        var order = Rest();
        Stop(TradingMode.Halted);
        account.TakeEffects();
        account.Do(new AccountCommand.ChangeEnded(order, null, new VenueOutcome.Rejected(RejectReason.Other, "busy", "Busy.")));
        account.Pass(TimeSpan.FromSeconds(40));
        var report = account.ReportOf(account.State.Orders[order], VenueOrderState.Working);
        account.Do(new AccountCommand.EvidenceArrived(order, new OrderEvidence.Found(report, []), account.Now));
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void HeldBackAtTheLastMoment_EndsExpiredAndIsNeverUnknown()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m);
        var placed = account.TakeEffects().OfType<Effect.Place>().Single();
        Assert.Equal(new Opening(new("strategy"), new("sub")), placed.Opens);
        account.Do(new AccountCommand.PlaceHeld(placed.Order.Id, TradingMode.Halted, "Kill switch."));

        var order = account.State.Orders[placed.Order.Id];
        Assert.Equal((OrderState.Expired, "halted"), (order.State, order.Code!));
        Assert.Equal((TradeStatus.Expired, true), (account.Trade(trade).Status, account.Trade(trade).Settled));
    }

    [Fact]
    public void NotSentYet_WhenStopped_IsNotTriedAgain()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m);
        var order = account.TakePlaced().Single().Id;
        account.Do(new AccountCommand.PlaceEnded(order, new VenueOutcome.NotSent("Rate limited.", null)));
        Stop(TradingMode.Halted);
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.Resend(order)));
        Assert.Empty(account.TakePlaced());
        Assert.Equal(TradeStatus.Expired, account.Trade(trade).Status);
    }

    [Fact]
    public void Strategy_Stopped_OthersGoOn()
    {
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Odd.", "ann") { Scope = RiskScope.Of(new StrategyId("elsewhere")) });
        Hold(0.1m);
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Odd.", "ann") { Scope = RiskScope.Of(new StrategyId("strategy")) });
        Assert.Equal("halted", account.Trade(account.Signal(SignalAction.Add, 0.1m)).Code);
    }

    [Fact]
    public void Standing_AtAStart_IsTakenOverAndWhatWasReleasedMeanwhileIsReleased()
    {
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Odd.", "ann") { Scope = RiskScope.Of(new StrategyId("strategy")) });
        account.Do(new AccountCommand.FollowStanding([new(RiskScope.Global, new(TradingMode.Reducing, "All.", account.Now))]));
        Assert.Equal(TradingMode.Reducing, account.State.Standing[RiskScope.Global].Mode);
        Assert.Single(account.State.Standing);
    }

    [Fact]
    public void Flatten_OfAnAccountThatLooksEmpty_WaitsForTheVenuesPicture()
    {
        Kill("k1");
        var trade = account.State.Trades.Single(each => each.Key.Signal.Value == "k1").Key;
        Assert.Equal(TradeStage.Flattening, account.Trade(trade).Stage);
        account.Do(Snapshot(0.3m));
        var closing = account.TakePlaced().Single();
        Assert.Equal((Side.Sell, 0.3m), (closing.Side, closing.Quantity.Value));
        account.AcceptAndFill(closing.Id, 60_000m);
        Assert.Equal((0m, TradeStage.Done), (account.Position, account.Trade(trade).Stage));
    }

    [Fact]
    public void Flatten_ThatFailed_DoesNotTakeAMissingAnswerForEmpty()
    {
        Kill("k1");
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Failed<VenueSnapshot>("no route"), [], account.Now));
        Assert.Equal(TradeStage.Flattening, account.State.Trades.Values.Single().Stage);
    }

    [Fact]
    public void Flatten_AskedTwice_ClosesOnceAndAskedAgainLater_ClosesAgain()
    {
        Hold(0.5m);
        Kill("k1");
        Kill("k2");
        var closing = account.TakePlaced().Single();
        account.AcceptAndFill(closing.Id, 60_000m);
        account.Do(Snapshot(0m));
        Assert.Single(account.State.Trades.Values, trade => trade.Request.Strategy.Value == "kill-switch");
        account.Do(new AccountCommand.SetTradingState(TradingMode.Active, "Over.", "ann"));
        Hold(0.2m);
        Kill("k3");
        Assert.Equal(0.2m, account.TakePlaced().Single().Quantity.Value);
    }

    [Fact]
    public void Flatten_AfterARestart_GoesOn()
    {
        Hold(0.5m);
        Kill("k1");
        var closing = account.TakePlaced().Single();
        account.Do(new AccountCommand.PlaceEnded(closing.Id, new VenueOutcome.NotSent("no route", null)));
        account.Do(new AccountCommand.Recover(account.State.Profile!));
        account.Pass(TimeSpan.FromSeconds(10));
        for (var probe = 0; probe < 3; probe++)
        {
            account.Do(new AccountCommand.EvidenceArrived(closing.Id, new OrderEvidence.Absent(), account.Now));
            account.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Contains(account.TakePlaced(), placed => placed.Side == Side.Sell && placed.Quantity.Value == 0.5m);
    }

    [Fact]
    public void FlattenOfAStrategy_ClosesItsLotsAlone()
    {
        Hold(0.5m);
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Odd.", "ann") { Scope = RiskScope.Of(new StrategyId("elsewhere")), FlattenId = "k1" });
        Assert.Empty(account.TakePlaced());
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Odd.", "ann") { Scope = RiskScope.Of(new StrategyId("strategy")), FlattenId = "k1" });
        Assert.Equal(0.5m, account.TakePlaced().Single().Quantity.Value);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void FlattenWhoseFillIsDeclaredVoid_IsMadeAgain_WhileTheStopStands(bool stands, int closings)
    {
        Hold(0.5m);
        Kill("k1");
        var closing = account.TakePlaced().Single();
        account.AcceptAndFill(closing.Id, 60_000m);
        account.Do(Snapshot(0));
        Assert.Equal(0m, account.Position);
        if (!stands)
        {
            Stop(TradingMode.Active);
        }

        account.TakeEffects();
        account.Do(new AccountCommand.FillVoided(account.Events.OfType<OrderFilled>().Last().Fill));

        Assert.Equal(0.5m, account.Position);
        Assert.Equal(closings, account.TakePlaced().Count(placed => placed.Id != closing.Id && placed.Side == Side.Sell && placed.Quantity.Value == 0.5m));
    }

    private AccountCommand.SnapshotArrived Snapshot(decimal quantity) => new(
        VenueAnswer.Of(AccountScenario.Empty() with { Positions = quantity == 0 ? [] : [new(AccountScenario.Btc.Id, new(quantity), new(60_000m))] }),
        [AccountScenario.Btc], account.Now);

    private void Kill(string id) => account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Kill switch.", "ann") { FlattenId = id });

    private void Stop(TradingMode mode) => account.Do(new AccountCommand.SetTradingState(mode, "Stopped.", "ann"));

    private void Hold(decimal quantity)
    {
        account.Signal(SignalAction.Buy, quantity);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.TakeEffects();
    }

    private ClientOrderId Rest()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) });
        var order = account.TakePlaced().Single().Id;
        account.Accept(order);
        account.TakeEffects();
        return order;
    }
}
