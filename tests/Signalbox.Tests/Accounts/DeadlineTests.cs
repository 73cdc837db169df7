using Signalbox.Accounts;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Strategies;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>When a step is given up stands in the journal: a restart goes on with the time that is left.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(new TradeRules().WaitSecondsMax);
    private static readonly TimeSpan Some = Wait / 3;

    private readonly AccountScenario account = new();

    [Fact]
    public void Reversal_IsGivenUpAtTheSameMoment_WhateverRestartsBefore()
    {
        var trade = BeginReversal();
        var until = AccountScenario.Start + Wait;
        Assert.Equal(until, DueOf(trade, TradeStage.Exiting));
        for (var restart = 0; restart < 2; restart++)
        {
            account.Pass(Some);
            Restart();
            Assert.Equal(until, DueOf(trade, TradeStage.Exiting));
        }

        account.Pass(Some);
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.StepDeadline(trade, TradeStage.Exiting)));
        Assert.Equal(TradeStage.AbandoningExit, account.Trade(trade).Stage);
        Assert.Null(account.Trade(trade).StepUntil);
    }

    [Fact]
    public void Reversal_WhoseTimeWasOverWhileNobodyRan_IsGivenUpAtOnce()
    {
        var trade = BeginReversal();
        account.Pass(Wait + Some);
        Restart();
        Assert.Equal(account.Now, DueOf(trade, TradeStage.Exiting));
    }

    [Fact]
    public void Cancel_IsGivenUpAtTheSameMoment_WhateverRestartsBefore()
    {
        account.Accept(Rest());
        var trade = account.Signal(SignalAction.Cancel);
        var until = AccountScenario.Start + Wait;
        Assert.Equal(until, DueOf(trade, TradeStage.Cancelling));
        account.Pass(Some);
        Restart();
        Assert.Equal(until, DueOf(trade, TradeStage.Cancelling));

        account.Pass(Wait - Some);
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.StepDeadline(trade, TradeStage.Cancelling)));
        Assert.Equal((TradeStatus.Denied, "cancel-timeout"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Fact]
    public void Timer_ThatComesBeforeTheMoment_WaitsForTheRest()
    {
        var trade = BeginReversal();
        account.TakeEffects();
        account.Pass(Some);
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.StepDeadline(trade, TradeStage.Exiting)));
        Assert.Equal(TradeStage.Exiting, account.Trade(trade).Stage);
        Assert.Equal(AccountScenario.Start + Wait, DueOf(trade, TradeStage.Exiting));
    }

    [Fact]
    public void Exit_ThatIsNoReversal_IsNotGivenUpByTheClock_AfterARestartEither()
    {
        Hold(0.5m);
        var trade = account.Signal(SignalAction.Exit);
        account.Do(new AccountCommand.PlaceEnded(account.TakePlaced().Single().Id, new VenueOutcome.Unknown("Lost.")));
        Restart();
        Assert.DoesNotContain(account.TakeEffects(), effect => effect is Effect.Schedule { Timer: TimerKey.StepDeadline });
        Assert.Equal(TradeStage.Exiting, account.Trade(trade).Stage);
    }

    private TradeId BeginReversal()
    {
        Hold(0.5m);
        var trade = account.Signal(SignalAction.Sell, 0.5m);
        Assert.Equal(TradeStage.Exiting, account.Trade(trade).Stage);
        return trade;
    }

    private void Hold(decimal quantity)
    {
        account.Signal(SignalAction.Buy, quantity);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.TakeEffects();
    }

    private ClientOrderId Rest()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) });
        return account.TakePlaced().Single().Id;
    }

    private void Restart()
    {
        account.TakeEffects();
        account.Do(new AccountCommand.Recover(account.State.Profile!));
    }

    private DateTimeOffset DueOf(TradeId trade, TradeStage stage) =>
        account.TakeEffects().OfType<Effect.Schedule>().Single(effect => effect.Timer is TimerKey.StepDeadline deadline && deadline.Trade == trade && deadline.Stage == stage).Due;
}
