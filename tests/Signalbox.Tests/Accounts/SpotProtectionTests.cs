using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>Venues where a resting stop binds the balance: stop and target take turns, or rest as a pair.</summary>
public sealed class SpotProtectionTests
{
    private static readonly Instrument Spot = AccountScenario.Btc with { Kind = InstrumentKind.Spot, Shortable = false };
    private static readonly TimerKey Look = new TimerKey.Look(Spot.Id);

    private AccountScenario account = Spotted(false);

    [Fact]
    public void Stop_RestsAlone_AndTheTradeIsSettled()
    {
        var trade = Enter();
        Assert.Equal(OrderType.Stop, account.State.Orders.Values.Single(order => order.State == OrderState.Accepted).Ticket.Type);
        Assert.True(account.Trade(trade).Settled);
    }

    [Fact]
    public void TargetTouched_StopIsTakenBackFirst_ThenTheTargetIsSent()
    {
        Enter();
        var stop = Touch();
        Assert.Empty(account.TakePlaced());
        account.Report(stop, VenueOrderState.Cancelled);
        var target = account.TakePlaced().Single();
        Assert.Equal((OrderType.Limit, Side.Sell, 1m, 61_200m), (target.Type, target.Side, target.Quantity.Value, target.LimitPrice!.Value.Value));
        account.AcceptAndFill(target.Id, 61_200m);
        Assert.Equal(0m, account.Position);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void TargetThatDoesNotFill_GivesWayToTheStopAgain()
    {
        Enter();
        account.Report(Touch(), VenueOrderState.Cancelled);
        var target = account.TakePlaced().Single();
        account.Accept(target.Id);
        account.Fill(target.Id, 0.3m, 61_200m);
        Quote(61_000m);
        account.Elapse(Look, TimeSpan.FromSeconds(1));
        Assert.Equal(target.Id, Assert.Single(account.TakeEffects().OfType<Effect.Cancel>()).Cancellation.Id);
        account.Report(target.Id, VenueOrderState.Cancelled, 0.3m);
        var stop = account.TakePlaced().Single();
        Assert.Equal((OrderType.Stop, 0.7m), (stop.Type, stop.Quantity.Value));
    }

    [Fact]
    public void StopThatFillsWhileItIsTakenBack_LeavesNothingToSell()
    {
        Enter();
        var stop = Touch();
        account.Fill(stop, 1m, 61_200m);
        Assert.Equal(0m, account.Position);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Swaps_AreRare_ThenTheStopStays()
    {
        Enter();
        for (var i = 0; i < 3; i++)
        {
            account.Report(Touch(), VenueOrderState.Cancelled);
            var target = account.TakePlaced().Single();
            account.Accept(target.Id);
            account.Elapse(Look, TimeSpan.FromSeconds(1));
            account.Report(target.Id, VenueOrderState.Cancelled);
            account.Accept(account.TakePlaced().Single().Id);
        }

        Quote(61_300m);
        account.Elapse(Look, TimeSpan.FromSeconds(1));
        Assert.Empty(account.TakeEffects().OfType<Effect.Cancel>());
        account.Elapse(Look, TimeSpan.FromMinutes(1));
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Theory]
    [InlineData(SwapPhase.Withdrawing)]
    [InlineData(SwapPhase.Working)]
    [InlineData(SwapPhase.Returning)]
    public void Restart_AtEachStep_GoesOnFromIt(SwapPhase phase)
    {
        var trade = Enter();
        var stop = Touch();
        if (phase > SwapPhase.Withdrawing)
        {
            account.Report(stop, VenueOrderState.Cancelled);
            account.Accept(account.TakePlaced().Single().Id);
        }

        if (phase > SwapPhase.Working)
        {
            account.Elapse(Look, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(phase, account.Trade(trade).Bracket.Swap!.Phase);
        account.Do(new AccountCommand.Recover(account.State.Profile!));
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Schedule { Timer: TimerKey.Look });
        account.Elapse(Look, TimeSpan.FromSeconds(2));
        foreach (var order in account.State.Orders.Values.Where(order => !order.State.IsTerminal && order.Ticket.Leg == Leg.StopLoss).ToArray())
        {
            account.Report(order.Id, VenueOrderState.Cancelled);
        }

        Finish();
        Assert.Null(account.Trade(trade).Bracket.Swap);
        Assert.Equal(OrderType.Stop, account.State.Orders.Values.Single(order => !order.State.IsTerminal).Ticket.Type);
    }

    [Fact]
    public void SeveralTargets_WhatIsNotSoldHasItsStop()
    {
        Enter(new() { Targets = [new() { Percent = 2m, SharePercent = 40m }, new() { Percent = 4m, SharePercent = 60m }] });
        account.Report(Touch(), VenueOrderState.Cancelled);
        var placed = account.TakePlaced();
        Assert.Equal(0.4m, placed.Single(order => order.Type == OrderType.Limit).Quantity.Value);
        Assert.Equal(0.6m, placed.Single(order => order.Type == OrderType.Stop).Quantity.Value);
    }

    [Fact]
    public void ExitSignal_WaitsUntilTheStopHasFreedTheBalance()
    {
        var trade = Enter();
        account.Signal(SignalAction.Exit, 0.4m, signal => signal.Instrument = Spot);
        Assert.Empty(account.TakePlaced());
        account.Report(account.OrderOf(Leg.StopLoss).Id, VenueOrderState.Cancelled);
        var exit = account.TakePlaced().Single();
        Assert.Equal((OrderType.Market, 0.4m), (exit.Type, exit.Quantity.Value));
        account.AcceptAndFill(exit.Id, 60_500m);
        Assert.Equal((OrderType.Stop, 0.6m), account.TakePlaced().Select(order => (order.Type, order.Quantity.Value)).Single());
        Assert.Null(account.Trade(trade).Bracket.ReleasedFor);
    }

    [Fact]
    public void ExitThatIsRefused_GivesTheProtectionBack()
    {
        Enter();
        account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        account.Report(account.OrderOf(Leg.StopLoss).Id, VenueOrderState.Cancelled);
        account.Refuse(account.TakePlaced().Single().Id, RejectReason.Other);
        Assert.Equal((OrderType.Stop, 1m), account.TakePlaced().Select(order => (order.Type, order.Quantity.Value)).Single());
    }

    [Fact]
    public void RestingExit_WouldKeepTheStopAway_AndIsRefused()
    {
        Enter();
        var exit = account.Signal(SignalAction.Exit, null, signal =>
            (signal.Instrument, signal.Order) = (Spot, new() { Type = OrderType.Limit, LimitPrice = new(61_000m) }));
        Assert.Equal("exit-would-unprotect", account.Trade(exit).Code);
        Assert.Empty(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void Flatten_FreesTheBalanceFirst()
    {
        Enter();
        account.Signal(SignalAction.Flatten, null, signal => signal.Instrument = Spot);
        Assert.Empty(account.TakePlaced());
        account.Report(account.OrderOf(Leg.StopLoss).Id, VenueOrderState.Cancelled);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal(0m, account.Position);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Pair_IsPlacedAsOne_AndAPartlyFilledTargetBringsItBack()
    {
        account = Spotted(true);
        account.Signal(SignalAction.Buy, 1m, Bracketed(null));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var pair = Assert.Single(account.TakeEffects().OfType<Effect.PlacePair>()).Pair;
        Assert.Equal((59_400m, 61_200m), (pair.Stop.StopPrice!.Value.Value, pair.Target.LimitPrice!.Value.Value));
        account.Accept(pair.Stop.Id);
        account.Accept(pair.Target.Id);

        account.Fill(pair.Target.Id, 0.3m, 61_200m);
        account.Report(pair.Stop.Id, VenueOrderState.Cancelled);
        account.Elapse(Look, TimeSpan.FromSeconds(1));
        Assert.Equal(pair.Target.Id, Assert.Single(account.TakeEffects().OfType<Effect.Cancel>()).Cancellation.Id);
        account.Report(pair.Target.Id, VenueOrderState.Cancelled, 0.3m);
        var next = Assert.Single(account.TakeEffects().OfType<Effect.PlacePair>()).Pair;
        Assert.Equal((0.7m, 0.7m), (next.Stop.Quantity.Value, next.Target.Quantity.Value));
        Assert.NotEqual(pair.Stop.Id, next.Stop.Id);
    }

    [Fact]
    public void Pair_ThatTheVenueRefuses_BecomesAStopAlone()
    {
        account = Spotted(true);
        account.Signal(SignalAction.Buy, 1m, Bracketed(null));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var pair = Assert.Single(account.TakeEffects().OfType<Effect.PlacePair>()).Pair;
        account.Refuse(pair.Stop.Id, RejectReason.Other);
        account.Refuse(pair.Target.Id, RejectReason.Other);
        account.Elapse(new TimerKey.Protect(new(new("s1"), new("sub"))), TimeSpan.FromMilliseconds(500));
        Assert.Equal(OrderType.Stop, account.TakePlaced().Single().Type);
    }

    [Fact]
    public void Pair_ThatNeverLeft_IsSentAgainAsAPair()
    {
        account = Spotted(true);
        account.Signal(SignalAction.Buy, 1m, Bracketed(null));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var pair = Assert.Single(account.TakeEffects().OfType<Effect.PlacePair>()).Pair;
        foreach (var id in new[] { pair.Stop.Id, pair.Target.Id })
        {
            account.Do(new AccountCommand.PlaceEnded(id, new VenueOutcome.NotSent("429", null)));
        }

        account.TakeEffects();
        account.Elapse(new TimerKey.Resend(pair.Target.Id), TimeSpan.FromSeconds(1));
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.Resend(pair.Stop.Id)));
        var again = account.TakeEffects();
        Assert.Equal(pair.Stop.Id, Assert.Single(again.OfType<Effect.PlacePair>()).Pair.Stop.Id);
        Assert.Empty(again.OfType<Effect.Place>());
    }

    private static AccountScenario Spotted(bool pairs) => new(profile => profile with
    {
        Capabilities = profile.Capabilities with { ReduceOnly = false, Amend = false, StopsLockBalance = true, NativeOco = pairs },
    });

    private static Action<SignalSetup> Bracketed(TakeProfitTerms? profit) => signal =>
    {
        signal.Instrument = Spot;
        signal.StopLoss = new() { Percent = 1m };
        signal.TakeProfit = profit ?? TakeProfitTerms.Of(new() { Percent = 2m });
    };

    private TradeId Enter(TakeProfitTerms? profit = null)
    {
        var trade = account.Signal(SignalAction.Buy, 1m, Bracketed(profit));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        account.TakeEffects();
        return trade;
    }

    private void Quote(decimal price) => account.Market = AccountScenario.Quote(price, price + 0.1m, account.Now);

    /// <summary>The price reaches the first target: the stop is being cancelled.</summary>
    private ClientOrderId Touch()
    {
        Quote(61_300m);
        account.Do(new AccountCommand.TimerElapsed(Look));
        var cancelled = account.TakeEffects().OfType<Effect.Cancel>().Single();
        Quote(61_000m);
        return cancelled.Cancellation.Id;
    }

    /// <summary>Everything the venue is asked for happens, until nothing is asked for.</summary>
    private void Finish()
    {
        for (var round = 0; round < 10; round++)
        {
            foreach (var order in account.State.Orders.Values.Where(order => !order.State.IsTerminal).ToArray())
            {
                if (order.State is OrderState.Intended or OrderState.Unknown)
                {
                    account.Report(order.Id, VenueOrderState.Working);
                }

                if (account.State.Orders[order.Id] is { Pending.IsCancel: true })
                {
                    account.Report(order.Id, VenueOrderState.Cancelled);
                }
            }

            account.Elapse(Look, TimeSpan.FromSeconds(1));
        }
    }
}
