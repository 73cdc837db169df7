using Signalbox.Accounts;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Strategies.Windows;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class ActionTests
{
    private readonly AccountScenario account = new();

    [Theory]
    [InlineData(0, 0.5, "buy 0.5")]
    [InlineData(0.2, 0.5, "buy 0.3")]
    [InlineData(0.5, 0.2, "sell 0.3")]
    [InlineData(0.5, 0, "sell 0.5")]
    [InlineData(-0.5, 0.2, "buy 0.5")]
    public void Target_FromAnyPosition_TakesTheShortestWay(double held, double target, string first)
    {
        Hold((decimal)held);
        account.Signal(SignalAction.Target, null, signal => signal.Target = (decimal)target);
        var placed = Assert.Single(account.TakePlaced());
        Assert.Equal(first, $"{(placed.Side == Side.Buy ? "buy" : "sell")} {placed.Quantity}");
        account.AcceptAndFill(placed.Id, 60_000m);
        foreach (var next in account.TakePlaced())
        {
            account.AcceptAndFill(next.Id, 60_000m);
        }

        Assert.Equal((decimal)target, account.Position);
    }

    [Fact]
    public void Target_SentTwice_ChangesNothingTheSecondTime()
    {
        Hold(0.5m);
        var trade = account.Signal(SignalAction.Target, null, signal => signal.Target = 0.5m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Skipped, "already-there"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Fact]
    public void Reverse_WithoutQuantity_OpensTheSameSizeOnTheOtherSide()
    {
        Hold(0.3m);
        account.Signal(SignalAction.Reverse);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal(-0.3m, account.Position);
    }

    [Fact]
    public void Breakeven_MovesTheStopToTheAverageEntryPlusOffset()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        account.Signal(SignalAction.Breakeven, null, signal => signal.BreakevenOffset = 25m);
        var amended = Assert.Single(account.TakeEffects().OfType<Effect.Amend>());
        Assert.Equal(60_025m, amended.Amendment.StopPrice!.Value.Value);
    }

    [Fact]
    public void Protect_APositionTakenOver_ClaimsAndProtectsIt()
    {
        var held = AccountScenario.Empty() with { Positions = [new(AccountScenario.Btc.Id, new(0.4m), new(60_000m))] };
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(held), [AccountScenario.Btc], account.Now));
        account.Pass(TimeSpan.FromSeconds(2));
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(held), [AccountScenario.Btc], account.Now));
        account.Signal(SignalAction.Protect, null, signal => signal.StopLoss = new() { StopPrice = new(59_000m) });
        var stop = Assert.Single(account.TakePlaced());
        Assert.Equal((OrderType.Stop, 0.4m, 59_000m), (stop.Type, stop.Quantity.Value, stop.StopPrice!.Value.Value));
    }

    [Fact]
    public void BreakevenAfterTarget_FirstTargetFilled_StopMoves()
    {
        account.Signal(SignalAction.Buy, 0.4m, signal =>
        {
            signal.StopLoss = new() { Percent = 1m, BreakevenAfterTarget = 1 };
            signal.TakeProfit = new() { Targets = [new() { Percent = 1m, SharePercent = 50m }, new() { Percent = 2m, SharePercent = 50m }] };
        });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var legs = account.TakePlaced();
        foreach (var leg in legs)
        {
            account.Accept(leg.Id);
        }

        account.Fill(legs.First(leg => leg.LimitPrice?.Value == 60_600m).Id, 0.2m, 60_600m);
        var stop = account.TakeEffects().OfType<Effect.Amend>().Single(effect => effect.Amendment.StopPrice is not null).Amendment;
        Assert.Equal((60_000m, 0.2m), (stop.StopPrice!.Value.Value, stop.Quantity.Value));
    }

    [Fact]
    public void Flatten_ClosesEverythingAndCancelsTheRest()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var stop = account.TakePlaced().Single();
        account.Accept(stop.Id);
        account.Signal(SignalAction.Add, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) });
        var limit = account.TakePlaced().Single();
        account.Accept(limit.Id);

        var trade = account.Signal(SignalAction.Flatten);
        var effects = account.TakeEffects();
        Assert.Equal(limit.Id, effects.OfType<Effect.Cancel>().Single().Cancellation.Id);
        var closing = effects.OfType<Effect.Place>().Single().Order;
        Assert.Equal((Side.Sell, 0.5m, true), (closing.Side, closing.Quantity.Value, closing.ReduceOnly));
        account.Report(limit.Id, VenueOrderState.Cancelled);
        account.AcceptAndFill(closing.Id, 60_000m);
        Assert.Equal(stop.Id, account.TakeEffects().OfType<Effect.Cancel>().Single().Cancellation.Id);
        account.Report(stop.Id, VenueOrderState.Cancelled);
        Assert.Equal((TradeStatus.Filled, true), (account.Trade(trade).Status, account.Trade(trade).Settled));
    }

    [Fact]
    public void Approval_Parks_ThenApprovedWithAnotherSizeTrades()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.Rules = new(AutoSubmit: false));
        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStage.AwaitingApproval, TradeStatus.AwaitingApproval), (account.Trade(trade).Stage, account.Trade(trade).Status));

        account.Pass(TimeSpan.FromMinutes(5));
        var terms = account.Trade(trade).Request.Terms;
        account.Do(new AccountCommand.Approve(trade, "ann", terms with { EntrySize = terms.EntrySize with { Value = new() { Quantity = 0.2m } } }));
        Assert.Equal(0.2m, Assert.Single(account.TakePlaced()).Quantity.Value);
    }

    [Fact]
    public void Approval_NobodyDecides_Expires()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.Rules = new(AutoSubmit: false, ApprovalSeconds: 60));
        account.Pass(TimeSpan.FromSeconds(60));
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.StepDeadline(trade, TradeStage.AwaitingApproval)));
        Assert.Equal((TradeStatus.Expired, "approval-timeout"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Fact]
    public void Delay_WaitsAndThenTrades()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.DelaySeconds = 5m);
        Assert.Empty(account.TakePlaced());
        account.Pass(TimeSpan.FromSeconds(5));
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.DelayOver(trade)));
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void CancelAfter_WhatIsLeftIsCancelled()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal =>
        {
            signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) };
            signal.CancelAfterSeconds = 10m;
        });
        var effects = account.TakeEffects();
        var order = effects.OfType<Effect.Place>().Single().Order;
        account.Accept(order.Id);
        var timer = effects.OfType<Effect.Schedule>().Single(schedule => schedule.Timer is TimerKey.CancelAfter);
        Assert.Equal(account.Now.AddSeconds(10), timer.Due);
        account.Do(new AccountCommand.TimerElapsed(timer.Timer));
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void Flatten_AskedForTwiceAtOnce_ClosesOnce()
    {
        var scene = new AccountScenario(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = false, StopsLockBalance = true } });
        var spot = AccountScenario.Btc with { Kind = InstrumentKind.Spot, Shortable = false };
        scene.Signal(SignalAction.Buy, 1m, signal => (signal.Instrument, signal.StopLoss) = (spot, new() { Percent = 1m }));
        scene.AcceptAndFill(scene.TakePlaced().Single().Id, 60_000m);
        var stop = scene.TakePlaced().Single().Id;
        scene.Accept(stop);
        scene.Signal(SignalAction.Flatten, null, signal => signal.Instrument = spot);
        var second = scene.Signal(SignalAction.Flatten, null, signal => signal.Instrument = spot with { Id = new("ETHUSDT") });
        Assert.Single(scene.TakeEffects().OfType<Effect.Cancel>());
        scene.Report(stop, VenueOrderState.Cancelled);
        var closing = Assert.Single(scene.TakePlaced());
        scene.AcceptAndFill(closing.Id, 60_000m);
        Assert.Empty(scene.TakePlaced());
        Assert.Equal((0m, TradeStage.Done), (scene.Position, scene.Trade(second).Stage));
    }

    [Fact]
    public void Halted_EntriesAreRefusedAndTakenBack_ExitsPass()
    {
        Hold(0.5m);
        account.Signal(SignalAction.Add, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) });
        account.Accept(account.TakePlaced().Single().Id);
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Kill switch.", "ann"));
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());

        var refused = account.Signal(SignalAction.Add, 0.1m);
        Assert.Equal("halted", account.Trade(refused).Code);
        account.Signal(SignalAction.Exit);
        Assert.Equal(0.5m, Assert.Single(account.TakePlaced()).Quantity.Value);
    }

    [Fact]
    public void Conflict_Replace_TakesTheWaitingOnesPlace()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var waiting = account.Signal(SignalAction.Sell, 0.2m);
        account.Signal(SignalAction.Sell, 0.3m, signal => signal.Rules = new(AllowSideSwap: true, Conflicts: ConflictPolicy.Replace));
        Assert.Equal("replaced", account.Trade(waiting).Code);
    }

    [Fact]
    public void Conflict_Net_OppositeEntriesCancelOut()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var waiting = account.Signal(SignalAction.Buy, 0.5m, signal => signal.Rules = new(AllowAddToPosition: true));
        var newer = account.Signal(SignalAction.Sell, 0.2m, signal => signal.Rules = new(AllowSideSwap: true, Conflicts: ConflictPolicy.Net));
        Assert.Equal("netted", account.Trade(newer).Code);
        Assert.Equal(0.3m, account.Trade(waiting).Request.Terms.EntrySize.Value.Quantity);
    }

    [Theory]
    [InlineData("spread", "spread-too-wide")]
    [InlineData("slippage", "slippage-too-large")]
    [InlineData("sides", "side-not-allowed")]
    [InlineData("position", "other-position")]
    [InlineData("lag", "too-old")]
    [InlineData("window", "outside-window")]
    public void Rule_NotMet_RefusesTheEntryWithItsCode(string rule, string code)
    {
        account.Market = AccountScenario.Quote(60_000m, 60_060m, account.Now);
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => Break(signal, rule));
        Assert.Equal(code, account.Trade(trade).Code);
        Assert.Empty(account.TakePlaced());
        Assert.Contains(account.Events.OfType<TradeJudged>().Single().Verdicts, verdict => verdict.Code == code && !verdict.Passed);
    }

    [Fact]
    public void Cooldown_AfterAClose_RefusesUntilItIsOver()
    {
        Hold(0.5m);
        account.Signal(SignalAction.Exit);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var early = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Rules = new(CooldownSeconds: 60));
        Assert.Equal("cooling-down", account.Trade(early).Code);
        account.Pass(TimeSpan.FromSeconds(61));
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Rules = new(CooldownSeconds: 60));
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void Lockout_AfterLossesInARow_HoldsUntilTheNextDay()
    {
        for (var i = 0; i < 2; i++)
        {
            Hold(0.5m);
            account.Signal(SignalAction.Exit);
            account.AcceptAndFill(account.TakePlaced().Single().Id, 59_000m);
        }

        var locked = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Rules = new(LockoutAfterLosses: 2));
        Assert.Equal("locked-out", account.Trade(locked).Code);
        account.Pass(TimeSpan.FromHours(12));
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Rules = new(LockoutAfterLosses: 2));
        Assert.Single(account.TakePlaced());
    }

    private void Break(SignalSetup signal, string rule)
    {
        switch (rule)
        {
            case "spread":
                signal.Spread = new() { Percent = 0.05m };
                break;
            case "slippage":
                (signal.SlippagePercent, signal.SignalPrice) = (0.1m, new(59_900m));
                break;
            case "sides":
                signal.Rules = new(Sides: AllowedSides.Bearish);
                break;
            case "position":
                signal.RequiredPosition = RequiredPosition.Long;
                break;
            case "lag":
                (signal.SentAt, signal.MaxLagSeconds) = (account.Now.AddSeconds(-31), 30m);
                break;
            case "window":
                signal.Rules = new(Windows: new([new TradingWindow([Weekday.Sunday], new(0, 0), new(23, 59))]));
                break;
        }
    }

    [Theory]
    [InlineData(OrderType.Stop, 1)]
    [InlineData(OrderType.Limit, 1)]
    [InlineData(OrderType.TrailingStop, 0)]
    public void Cancel_OfOneTypeWithProtection_TakesThatLegAndLeavesTheOther(OrderType type, int cancelled)
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => (signal.StopLoss, signal.TakeProfit) = (new() { Percent = 1m }, TakeProfitTerms.Of(new() { Percent = 2m })));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        foreach (var order in account.TakePlaced())
        {
            account.Accept(order.Id);
        }

        account.TakeEffects();
        account.Signal(SignalAction.Cancel, null, signal => (signal.IncludeProtection, signal.CancelOrderType) = (true, type));
        Assert.Equal(cancelled, account.TakeEffects().OfType<Effect.Cancel>().Count());

        // What is left still follows the position.
        account.Signal(SignalAction.Exit, 0.2m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal(2 - cancelled, account.TakeEffects().OfType<Effect.Amend>().Count(amend => amend.Amendment.Quantity.Value == 0.3m));
    }

    [Fact]
    public void ReduceOnly_NeverOpens()
    {
        var flat = account.Signal(SignalAction.Buy, 0.1m, signal => signal.ReduceOnly = true);
        Assert.Equal("no-position", account.Trade(flat).Code);
        Hold(-0.5m);
        account.Signal(SignalAction.Buy, 0.7m, signal => signal.ReduceOnly = true);
        Assert.Equal((Side.Buy, 0.5m), account.TakePlaced().Select(order => (order.Side, order.Quantity.Value)).Single());
    }

    private void Hold(decimal quantity)
    {
        if (quantity != 0)
        {
            account.Signal(quantity > 0 ? SignalAction.Buy : SignalAction.Sell, Math.Abs(quantity));
            account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
            account.TakeEffects();
        }
    }
}
