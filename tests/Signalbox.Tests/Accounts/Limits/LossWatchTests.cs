using Signalbox.Accounts;
using Signalbox.Accounts.Limits;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Accounts.Limits;

public sealed class LossWatchTests
{
    [Fact]
    public void OpenLoss_AtTheDailyLimit_LatchesTheConfiguredStateWithAnAlarm()
    {
        var account = Holding(new(DailyLossMax: 1_000m, OnLoss: TradingMode.Halted));
        Price(account, 59_100m);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
        Price(account, 58_900m);

        Assert.Equal(TradingMode.Halted, account.State.TradingState.Mode);
        var breach = Assert.Single(account.Events.OfType<LossLimitBreached>());
        Assert.Equal(("daily-loss-limit", TradingMode.Halted), (breach.Code, breach.Latched));
        Assert.Contains("1100.06 USDT", breach.Message, StringComparison.Ordinal);
        Assert.Equal("halted", account.Trade(account.Signal(SignalAction.Add, 0.1m)).Code);
    }

    [Fact]
    public void Latch_OutlivesThePriceAndARestart()
    {
        var account = Holding(new(DailyLossMax: 1_000m));
        Price(account, 58_900m);
        Price(account, 61_000m);
        account.Do(new AccountCommand.Recover(account.State.Profile!));
        Assert.Equal(TradingMode.Reducing, account.State.TradingState.Mode);
        Assert.Single(account.Events.OfType<LossLimitBreached>());
    }

    [Fact]
    public void RealisedLoss_CountsWithItsFees()
    {
        var account = Holding(new(DailyLossMax: 1_000m));
        account.Signal(SignalAction.Exit);
        var exit = account.TakePlaced().Single();
        account.AcceptAndFill(exit.Id, 58_900m);
        account.Do(new AccountCommand.AssessLosses());
        Assert.Equal(TradingMode.Reducing, account.State.TradingState.Mode);
        Assert.Equal(-1_100.12m, account.State.Results.Values.Single().Value);
    }

    [Fact]
    public void NextTradingDay_CountsFromItsFirstLook()
    {
        var account = Holding(new(DailyLossMax: 1_000m));
        Price(account, 59_200m);
        account.Pass(TimeSpan.FromHours(13));
        Price(account, 59_200m);
        Price(account, 58_300m);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
        Price(account, 58_100m);
        Assert.Equal(TradingMode.Reducing, account.State.TradingState.Mode);
    }

    [Fact]
    public void Drawdown_IsMeasuredFromThePeak()
    {
        var account = Holding(new(DrawdownMax: 1_000m));
        Price(account, 62_000m);
        Price(account, 61_100m);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
        Price(account, 60_900m);
        Assert.Equal("drawdown-limit", Assert.Single(account.Events.OfType<LossLimitBreached>()).Code);
    }

    [Fact]
    public void DrawdownPercent_GoesByTheEquityAtThePeak()
    {
        var account = Holding(new(DrawdownPercentMax: 10m));
        account.Funds = account.Funds! with { Equity = new(9_100m) };
        Price(account, 59_200m);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
        account.Funds = account.Funds with { Equity = new(8_900m) };
        Price(account, 58_900m);
        Assert.Equal(TradingMode.Reducing, account.State.TradingState.Mode);
    }

    [Fact]
    public void Release_ByAPerson_CountsAnew()
    {
        var account = Holding(new(DailyLossMax: 1_000m));
        Price(account, 58_900m);
        account.Do(new AccountCommand.SetTradingState(TradingMode.Active, "Understood.", "ann"));
        Price(account, 58_500m);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
        Price(account, 57_800m);
        Assert.Equal(2, account.Events.OfType<LossLimitBreached>().Count());
    }

    [Fact]
    public void Unpriced_Position_RefusesEntriesAndLatchesNothing()
    {
        var account = Holding(new(DailyLossMax: 1_000m));
        account.Marks = MarksView.None;
        Assert.Equal("loss-unpriced", account.Trade(account.Signal(SignalAction.Add, 0.1m)).Code);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
    }

    [Fact]
    public void SubscriptionsLoss_StopsThatSubscriptionAlone()
    {
        var account = RiskGateTests.With(new ScopedLimits(RiskScope.Of(new SubscriptionId("sub")), new(DailyLossMax: 1_000m)));
        RiskGateTests.Hold(account, 1m);
        Price(account, 58_900m);
        Assert.Equal(TradingMode.Active, account.State.TradingState.Mode);
        Assert.Equal("reducing", account.Trade(RiskGateTests.Add(account, 0.1m)).Code);
        Assert.Null(account.Trade(account.Signal(SignalAction.Add, 0.1m, signal => signal.Subscription = "other")).Code);
    }

    /// <summary>One bitcoin bought at 60000.1, with the day's count begun.</summary>
    private static AccountScenario Holding(RiskLimits limits)
    {
        var account = RiskGateTests.With(limits);
        RiskGateTests.Hold(account, 1m);
        return account;
    }

    private static void Price(AccountScenario account, decimal price)
    {
        account.Market = AccountScenario.Quote(price, price + 0.1m, account.Now);
        account.Do(new AccountCommand.AssessLosses());
    }
}
