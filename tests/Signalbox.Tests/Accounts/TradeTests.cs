using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class TradeTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void Buy_WhileShort_ExitsFirstAndEntersWhenFlat()
    {
        Hold(-0.3m);
        var trade = account.Signal(SignalAction.Buy, 0.5m);
        var exit = Assert.Single(account.TakePlaced());
        Assert.Equal((Side.Buy, 0.3m, true), (exit.Side, exit.Quantity.Value, exit.ReduceOnly));

        account.Accept(exit.Id);
        account.Fill(exit.Id, 0.1m, 60_000m);
        Assert.Empty(account.TakePlaced());

        account.Fill(exit.Id, 0.2m, 60_000m);
        var entry = Assert.Single(account.TakePlaced());
        Assert.Equal((Side.Buy, 0.5m, false), (entry.Side, entry.Quantity.Value, entry.ReduceOnly));
        account.AcceptAndFill(entry.Id, 60_000m);
        Assert.Equal(0.5m, account.Position);
        Assert.Equal((TradeStatus.Filled, true), (account.Trade(trade).Status, account.Trade(trade).Settled));
    }

    [Fact]
    public void Buy_WhileShortWithoutSideSwap_OnlyCloses()
    {
        Hold(-0.3m);
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.Rules = new TradeRules());
        account.AcceptAndFill(Assert.Single(account.TakePlaced()).Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal(0m, account.Position);
    }

    [Fact]
    public void Sell_CombinedQuantity_EntersWithWhatTheExitLeft()
    {
        Hold(0.5m);
        account.Signal(SignalAction.Sell, 1m, signal => signal.Rules = new TradeRules(AllowSideSwap: true, SubtractExitQuantity: true));
        account.AcceptAndFill(Assert.Single(account.TakePlaced()).Id, 60_000m);
        Assert.Equal(0.5m, Assert.Single(account.TakePlaced()).Quantity.Value);
    }

    [Fact]
    public void Reversal_StopFillsMeanwhile_ExitIsTakenBackBeforeTheEntry()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var stop = account.TakePlaced().Single();
        account.Accept(stop.Id);

        account.Signal(SignalAction.Sell, 0.5m);
        var exit = account.TakePlaced().Single();
        account.Accept(exit.Id);
        account.Fill(stop.Id, 0.5m, 59_400m);
        var effects = account.TakeEffects();
        Assert.DoesNotContain(effects, effect => effect is Effect.Place);
        Assert.Equal(exit.Id, effects.OfType<Effect.Cancel>().Single().Cancellation.Id);

        account.Report(exit.Id, VenueOrderState.Cancelled);
        Assert.Equal(Side.Sell, Assert.Single(account.TakePlaced()).Side);
    }

    [Fact]
    public void Reversal_ExitNotFilledInTime_EntryIsDroppedAndStopStays()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);

        var trade = account.Signal(SignalAction.Sell, 0.5m);
        var exit = account.TakePlaced().Single();
        account.Accept(exit.Id);
        account.Pass(TimeSpan.FromSeconds(120));
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.StepDeadline(trade, TradeStage.Exiting)));
        account.Report(exit.Id, VenueOrderState.Cancelled);

        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Expired, "reversal-exit-timeout"), (account.Trade(trade).Status, account.Trade(trade).Code));
        Assert.True(account.OrderOf(Leg.StopLoss).State.IsWorking);
    }

    [Theory]
    [InlineData(SignalAction.Buy, 0.2, "add-not-allowed")]
    [InlineData(SignalAction.Cancel, null, "nothing-to-cancel")]
    public void Signal_AgainstALongPosition_IsRefused(SignalAction action, double? quantity, string code)
    {
        Hold(0.5m);
        var trade = account.Signal(action, (decimal?)quantity);
        Assert.Equal((TradeStatus.Denied, code, true), (account.Trade(trade).Status, account.Trade(trade).Code, account.Trade(trade).Settled));
        Assert.Empty(account.TakePlaced());
    }

    [Theory]
    [InlineData(SignalAction.Exit)]
    [InlineData(SignalAction.Add)]
    public void Signal_ThatNeedsAPosition_IsRefusedWithoutOne(SignalAction action)
    {
        var trade = account.Signal(action, 0.1m);
        Assert.Equal("no-position", account.Trade(trade).Code);
    }

    [Fact]
    public void Add_WhereAddingIsNotAllowedForBuys_AddsAnyway()
    {
        Hold(0.5m);
        account.Signal(SignalAction.Add, 0.2m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal(0.7m, account.Position);
    }

    [Fact]
    public void BuyBearish_WhileShort_CoversAPart()
    {
        Hold(-1m);
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.Sentiment = Sentiment.Bearish);
        var exit = Assert.Single(account.TakePlaced());
        Assert.Equal((Side.Buy, 0.5m, true), (exit.Side, exit.Quantity.Value, exit.ReduceOnly));
        account.AcceptAndFill(exit.Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal(-0.5m, account.Position);
    }

    [Fact]
    public void SellFlat_WhileLong_ExitsEverythingAndOpensNothing()
    {
        Hold(0.5m);
        account.Signal(SignalAction.Sell, 5m, signal => signal.Sentiment = Sentiment.Flat);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal(0m, account.Position);
    }

    [Fact]
    public void Exit_PercentThatRoundsToNothing_IsRefused()
    {
        Hold(0.001m);
        var trade = account.Signal(SignalAction.Exit, 10m, signal => signal.QuantityType = QuantityType.PercentOfPosition);
        Assert.Equal("exit-quantity-zero", account.Trade(trade).Code);
    }

    [Fact]
    public void Entry_BelowMinimum_IsRefusedWithTheNumbers()
    {
        var trade = account.Signal(SignalAction.Buy, 0.0005m);
        Assert.Equal("below-minimum", account.Trade(trade).Code);
        Assert.Contains("0.001", account.Trade(trade).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_OffLotAndTick_IsRoundedAndSaysSo()
    {
        account.Signal(SignalAction.Buy, 0.12345m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_999.97m) });
        var placed = Assert.Single(account.TakePlaced());
        Assert.Equal((0.123m, 59_999.9m), (placed.Quantity.Value, placed.LimitPrice!.Value.Value));
        Assert.Equal(["quantity", "limitPrice"], account.State.Orders[placed.Id].Ticket.Adjustments.Select(adjustment => adjustment.Field));
    }

    [Fact]
    public void Entry_ByMoneyWithoutAnyPrice_AsksOnceAndIsThenRefused()
    {
        account.Market = null;
        var trade = account.Signal(SignalAction.Buy, 1000m, signal => signal.QuantityType = QuantityType.DollarAmount);
        Assert.Single(account.TakeEffects().OfType<Effect.FetchQuote>());
        account.Do(new AccountCommand.QuoteArrived(trade, AccountScenario.Btc.Id));
        Assert.Equal((TradeStatus.Denied, "unpriced"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Theory]
    [InlineData(QuantityType.DollarAmount, 600, 0.009)]
    [InlineData(QuantityType.PercentOfEquity, 60, 0.999)]
    public void Entry_ByMoney_RoundsDown(QuantityType type, double amount, double expected)
    {
        account.Signal(SignalAction.Buy, (decimal)amount, signal => signal.QuantityType = type);
        Assert.Equal((decimal)expected, Assert.Single(account.TakePlaced()).Quantity.Value);
    }

    [Fact]
    public void Entry_ByRisk_LosesTheAmountAtTheStop()
    {
        account.Signal(SignalAction.Buy, 600m, signal =>
        {
            signal.QuantityType = QuantityType.RiskDollarAmount;
            signal.StopLoss = new() { Amount = 1_000m };
        });
        Assert.Equal(0.6m, Assert.Single(account.TakePlaced()).Quantity.Value);
    }

    [Fact]
    public void SecondSignal_WhileTheFirstIsUnderWay_WaitsForItsFill()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var first = Assert.Single(account.TakePlaced());
        var second = account.Signal(SignalAction.Buy, 0.1m);
        Assert.Empty(account.TakePlaced());
        account.AcceptAndFill(first.Id, 60_000m);
        Assert.Equal("add-not-allowed", account.Trade(second).Code);
    }

    [Fact]
    public void WaitingEntry_WhoseTurnComesTooLate_IsSkipped()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var first = Assert.Single(account.TakePlaced());
        account.Accept(first.Id);
        var second = account.Signal(SignalAction.Sell, 0.1m);
        account.Pass(TimeSpan.FromSeconds(61));
        account.Fill(first.Id, 0.1m, 60_000m);
        Assert.Equal((TradeStatus.Skipped, "stale"), (account.Trade(second).Status, account.Trade(second).Code));
    }

    [Fact]
    public void LimitEntry_Accepted_SettlesAsWorkingAndLetsOthersPass()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) });
        account.Accept(Assert.Single(account.TakePlaced()).Id);
        Assert.Equal((TradeStatus.Working, true), (account.Trade(trade).Status, account.Trade(trade).Settled));
        account.Signal(SignalAction.Cancel);
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void SubscriptionScope_OppositeLots_AreRefused()
    {
        var scoped = new AccountScenario(profile => profile with { PositionScope = PositionScope.Subscription });
        scoped.Signal(SignalAction.Buy, 0.5m, signal => signal.Subscription = "one");
        scoped.AcceptAndFill(scoped.TakePlaced().Single().Id, 60_000m);
        var trade = scoped.Signal(SignalAction.Sell, 0.5m, signal => signal.Subscription = "two");
        Assert.Equal("opposite-lots", scoped.Trade(trade).Code);
    }

    private void Hold(decimal quantity)
    {
        account.Signal(quantity > 0 ? SignalAction.Buy : SignalAction.Sell, Math.Abs(quantity));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.TakeEffects();
    }
}
