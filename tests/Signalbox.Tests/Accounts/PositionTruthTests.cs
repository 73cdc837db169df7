using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>What the venue holds that our own orders do not explain, and what is left when a position is nearly closed.</summary>
public sealed class PositionTruthTests
{
    private static readonly Instrument Spot = AccountScenario.Btc with { Kind = InstrumentKind.Spot, Shortable = false, MinNotional = null };

    private AccountScenario account = new();

    [Fact]
    public void PositionOlderThanTheAccount_IsTakenOverAtOnceAsOpeningBalance()
    {
        account.Snapshot(0.3m, [], SnapshotReason.Routine);
        Assert.Equal(0.3m, account.Position);
        Assert.Equal(PositionOrigin.OpeningBalance, Assert.Single(account.Events.OfType<PositionAdjusted>()).Origin);

        // A fill from before that is in it already.
        account.Do(new AccountCommand.Executed(Foreign(Side.Buy, 0.3m, account.Now.AddSeconds(-5))));
        Assert.Equal(0.3m, account.Position);
    }

    [Fact]
    public void DoubtedPosition_HoldsEntriesBackAndLetsExitsPass()
    {
        Enter(0.1m);
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Routine);
        var entry = account.Signal(SignalAction.Add, 0.1m);
        Assert.Equal(TradeStage.Waiting, account.Trade(entry).Stage);
        account.Signal(SignalAction.Exit);
        Assert.Equal(Side.Sell, account.TakePlaced().Single().Side);
    }

    [Fact]
    public void FreshDoubt_IsLookedAtAgainAtOnce_AndAPictureThatAgreesLetsTheEntryGo()
    {
        Enter(0.1m);
        account.TakeEffects();
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Routine);
        Assert.Equal(SnapshotReason.Doubt, Assert.Single(account.TakeEffects().OfType<Effect.TakeSnapshot>()).Reason);
        var entry = account.Signal(SignalAction.Add, 0.1m);
        Assert.Equal(TradeStage.Waiting, account.Trade(entry).Stage);

        account.Snapshot(0.1m, account.OpenAtVenue(), SnapshotReason.Doubt);
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Resume);
        Assert.Empty(account.State.Doubted);
    }

    [Fact]
    public void Doubt_IsBelievedOnlyAfterAWhile_HoweverOftenTheVenueSaysSo()
    {
        Enter(0.1m);
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Watch);
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Doubt);
        account.Pass(TimeSpan.FromSeconds(1));
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Routine);
        Assert.Equal(0.1m, account.Position);
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Schedule { Timer: TimerKey.Reconcile { Reason: SnapshotReason.Doubt } });

        account.Pass(TimeSpan.FromSeconds(1));
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Doubt);
        Assert.Equal(0.2m, account.Position);
        Assert.Equal(PositionOrigin.Unexplained, Assert.Single(account.Events.OfType<PositionAdjusted>()).Origin);
    }

    [Fact]
    public void EntryHeldBack_ThatAnExitOvertakes_IsDropped()
    {
        Enter(0.1m);
        account.Snapshot(0.2m, account.OpenAtVenue(), SnapshotReason.Routine);
        var entry = account.Signal(SignalAction.Add, 0.1m);
        account.Signal(SignalAction.Exit);

        Assert.Equal((TradeStage.Done, "overtaken"), (account.Trade(entry).Stage, account.Trade(entry).Code));
        Assert.Equal(Side.Sell, account.TakePlaced().Single().Side);
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(0.1, 0.4)]
    [InlineData(0.7, 0)]
    public void EntryHeldBack_ThatAPartialExitOvertakes_OpensThatMuchLess(double exit, double left)
    {
        Enter(0.2m);
        account.Snapshot(0.5m, account.OpenAtVenue(), SnapshotReason.Routine);
        var entry = account.Signal(SignalAction.Add, 0.4m);
        account.Signal(SignalAction.Exit, (decimal)exit);

        // Of an exit of 0.3 the position gives 0.2; the rest is what the entry must not open.
        var waits = account.Trade(entry);
        Assert.Equal(left > 0 ? (TradeStage.Waiting, (decimal)left) : (TradeStage.Done, 0.4m), (waits.Stage, waits.Request.Terms.EntrySize.Value.Quantity));
    }

    [Fact]
    public void Gap_OnlyAPictureAskedForAfterItEndsTheWait()
    {
        var asked = account.Now;
        account.Pass(TimeSpan.FromSeconds(1));
        account.Do(new AccountCommand.StreamGap("test"));
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(AccountScenario.Empty()), [], asked));
        Assert.True(account.State.Reconciling);
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(AccountScenario.Empty()), [], account.Now) { Reason = SnapshotReason.Gap });
        Assert.False(account.State.Reconciling);
    }

    [Fact]
    public void OrdersByHand_AreKeptUnderTheVenuesIdAndGoWithFlatten()
    {
        var byHand = new OrderReport
        {
            VenueOrderId = new("hand-1"), Instrument = AccountScenario.Btc.Id, Side = Side.Buy, Type = OrderType.Limit, State = VenueOrderState.Working,
            Quantity = new(1m), FilledQuantity = default, LimitPrice = new(50_000m), At = account.Now,
        };
        account.Snapshot(0m, [byHand], SnapshotReason.Routine);
        account.Snapshot(0m, [byHand], SnapshotReason.Routine);
        Assert.Single(account.Events.OfType<ExternalOrderSeen>());
        account.TakeEffects();
        account.Signal(SignalAction.Flatten);
        Assert.Equal(new VenueOrderId("hand-1"), Assert.Single(account.TakeEffects().OfType<Effect.Cancel>()).Cancellation.VenueOrderId);
        Assert.Empty(account.State.ExternalOrders);
    }

    [Fact]
    public void Liquidation_ShrinksTheStopAndIsTold()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        account.TakeEffects();
        account.Do(new AccountCommand.Executed(Foreign(Side.Sell, 0.2m, account.Now) with { Cause = FillCause.Liquidation }));
        Assert.Equal(0.3m, Assert.Single(account.TakeEffects().OfType<Effect.Amend>()).Amendment.Quantity.Value);
        Assert.Equal(AlarmCodes.Liquidated, Assert.Single(account.Events.OfType<AlarmRaised>()).Code);
    }

    [Fact]
    public void VoidedFill_IsUndoneOnce()
    {
        var order = Enter(0.1m);
        var fill = account.Events.OfType<OrderFilled>().Single().Fill;
        account.Do(new AccountCommand.FillVoided(fill));
        account.Do(new AccountCommand.FillVoided(fill));
        account.Do(new AccountCommand.Executed(fill));
        Assert.Equal(0m, account.Position);
        Assert.Equal((OrderState.Filled, 0m), (account.State.Orders[order].State, account.State.Orders[order].Filled.Value));
        Assert.Equal(AlarmCodes.FillVoided, Assert.Single(account.Events.OfType<AlarmRaised>()).Code);
    }

    [Fact]
    public void VoidedFill_ThatTurnsThePositionRound_GetsAStopOnItsOtherSide()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var first = account.TakePlaced().Single();
        account.Accept(first.Id);
        account.Signal(SignalAction.Exit, 0.3m);
        account.TakeEffects();
        account.AcceptAndFill(account.OrderOf(Leg.Exit).Id, 60_500m);
        account.Do(new AccountCommand.ChangeEnded(first.Id, account.State.Orders[first.Id].Pending!.Levels, new VenueOutcome.Accepted(null)));
        account.TakeEffects();

        account.Do(new AccountCommand.FillVoided(account.Events.OfType<OrderFilled>().First().Fill));

        Assert.Equal(-0.3m, account.Position);
        var stop = Assert.Single(account.TakePlaced(), order => order.StopPrice is not null);
        Assert.Equal((Side.Buy, 0.3m), (stop.Side, stop.Quantity.Value));
        account.Accept(stop.Id);
        Assert.Contains(account.TakeEffects().OfType<Effect.Cancel>(), effect => effect.Cancellation.Id == first.Id);
    }

    [Fact]
    public void TradeIds_UsedAgainForAnotherInstrument_AreOtherFills()
    {
        var other = AccountScenario.Btc with { Id = new("ETHUSDT"), Base = "ETH" };
        foreach (var instrument in new[] { AccountScenario.Btc, other })
        {
            account.Signal(SignalAction.Buy, 0.1m, signal => signal.Instrument = instrument);
            var entry = account.TakePlaced().Single();
            account.Accept(entry.Id);
            account.Do(new AccountCommand.Executed(account.FillOf(account.State.Orders[entry.Id].Ticket, 0.1m, 60_000m, "1")));
        }

        Assert.All(account.State.Holdings.Values, holding => Assert.Equal(0.1m, holding.Net.Value));
    }

    [Fact]
    public void VoidedFill_OfAnOrderTheVenueCallsFilled_LetsItEnd()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        var first = account.FillOf(account.State.Orders[entry.Id].Ticket, 0.06m, 60_000m, "a");
        account.Do(new AccountCommand.Executed(first));
        account.Do(new AccountCommand.FillVoided(first));
        account.Fill(entry.Id, 0.04m, 60_000m);
        account.Report(entry.Id, VenueOrderState.Filled, 0.04m);
        Assert.Equal((OrderState.Filled, 0.04m), (account.State.Orders[entry.Id].State, account.Position));
    }

    [Fact]
    public void VoidedFill_WhoseFeeWasTakenInTheBaseAsset_TakesBackWhatArrived()
    {
        account.Signal(SignalAction.Buy, 1m, signal => signal.Instrument = Spot);
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        var fill = account.FillOf(account.State.Orders[entry.Id].Ticket, 1m, 60_000m, "a") with { Fee = new(0.00075m), FeeCurrency = "BTC" };
        account.Do(new AccountCommand.Executed(fill));
        account.Do(new AccountCommand.FillVoided(fill));
        Assert.Equal(0m, account.Position);
    }

    [Fact]
    public void FeeInTheBaseAsset_LeavesATargetOfWholeLots()
    {
        account.Signal(SignalAction.Buy, 1m, signal => (signal.Instrument, signal.TakeProfit) = (Spot, TakeProfitTerms.Of(new() { Percent = 1m })));
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        account.Do(new AccountCommand.Executed(account.FillOf(account.State.Orders[entry.Id].Ticket, 1m, 60_000m, "a") with { Fee = new(0.00075m), FeeCurrency = "BTC" }));
        Assert.Equal(0.999m, account.TakePlaced().Single().Quantity.Value);
    }

    [Fact]
    public void FeeInTheBaseAsset_LeavesWhatArrived_AndTheStopFitsIt()
    {
        account = new(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = false } });
        account.Signal(SignalAction.Buy, 1m, signal => (signal.Instrument, signal.StopLoss) = (Spot, new() { Percent = 1m }));
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        account.Do(new AccountCommand.Executed(account.FillOf(account.State.Orders[entry.Id].Ticket, 1m, 60_000m, "a") with { Fee = new(0.00075m), FeeCurrency = "BTC" }));
        Assert.Equal(0.99925m, account.Position);
        Assert.Equal(0.999m, account.TakePlaced().Single().Quantity.Value);

        // What is left after the exit is dust: no order is tried for it, and the position counts as closed.
        account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        var exit = account.TakePlaced().Single();
        Assert.Equal(0.999m, exit.Quantity.Value);
        account.AcceptAndFill(exit.Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        var again = account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        Assert.Equal("no-position", account.Trade(again).Code);
    }

    [Fact]
    public void FeeInTheBaseAsset_OfManyTrades_BlocksNoneOfThem_AndLeavesWithAnExit()
    {
        account = new(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = false } });
        for (var round = 1; round <= 6; round++)
        {
            Buy(round);
            account.AcceptAndFill(account.TakePlaced().Single().Id, 59_400m);
        }

        var dust = Assert.Single(account.State.Holdings[Spot.Id].Lots);
        Assert.Equal((true, null, 0.0015m), (dust.IsDust, dust.Trade, dust.Quantity.Value));

        Buy(7);
        account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        Assert.Contains(account.TakePlaced(), exit => exit is { Type: OrderType.Market, Side: Side.Sell, Quantity.Value: 1.000m });

        void Buy(int round)
        {
            account.Signal(SignalAction.Buy, 1m, signal => (signal.Instrument, signal.StopLoss) = (Spot, new() { Percent = 1m }));
            var entry = account.TakePlaced().Single();
            account.Accept(entry.Id);
            account.Do(new AccountCommand.Executed(account.FillOf(account.State.Orders[entry.Id].Ticket, 1m, 60_000m, $"b{round}") with { Fee = new(0.00075m), FeeCurrency = "BTC" }));
        }
    }

    [Fact]
    public void RemainderBelowTheMinimum_IsHeldAndToldOnce()
    {
        var coarse = AccountScenario.Btc with { MinQuantity = new(0.1m) };
        account.Signal(SignalAction.Buy, 0.5m, signal => (signal.Instrument, signal.StopLoss) = (coarse, new() { Percent = 1m }));
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        account.Fill(account.OrderOf(Leg.StopLoss).Id, 0.45m, 59_400m);
        account.Report(account.OrderOf(Leg.StopLoss).Id, VenueOrderState.Cancelled, 0.45m);
        account.TakeEffects();
        account.Elapse(new TimerKey.Protect(new(new("s1"), new("sub"))), TimeSpan.FromSeconds(1));
        Assert.Empty(account.TakePlaced());
        Assert.Equal(AlarmCodes.TooSmallToProtect, Assert.Single(account.Events.OfType<AlarmRaised>()).Code);
    }

    [Fact]
    public void SpotBalance_BesidesOurLots_IsNoPosition()
    {
        account.Signal(SignalAction.Buy, 1m, signal => signal.Instrument = Spot);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Picture(5m);
        Picture(5m);
        Assert.Equal(1m, account.Position);

        // Less than our lots say: some of it was sold elsewhere.
        Picture(0.4m);
        account.Pass(TimeSpan.FromSeconds(2));
        Picture(0.4m);
        Assert.Equal(0.4m, account.Position);
    }

    [Fact]
    public void VenueWithoutReduceOnly_RestingExitNeverGrowsBeyondThePosition()
    {
        account = new(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = false } });
        Enter(0.5m);
        account.Signal(SignalAction.Exit, 0.5m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(61_000m) });
        var resting = account.TakePlaced().Single();
        account.Accept(resting.Id);
        account.Signal(SignalAction.Exit, 0.2m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal(0.3m, Assert.Single(account.TakeEffects().OfType<Effect.Amend>()).Amendment.Quantity.Value);
    }

    [Fact]
    public void PositionGone_RestingExitIsCancelled()
    {
        Enter(0.5m);
        account.Signal(SignalAction.Exit, null, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(61_000m) });
        var resting = account.TakePlaced().Single();
        account.Accept(resting.Id);
        account.TakeEffects();
        account.Do(new AccountCommand.Executed(Foreign(Side.Sell, 0.5m, account.Now)));
        Assert.Equal(resting.Id, Assert.Single(account.TakeEffects().OfType<Effect.Cancel>()).Cancellation.Id);
    }

    private void Picture(decimal balance) => account.Do(new AccountCommand.SnapshotArrived(
        VenueAnswer.Of(AccountScenario.Empty() with { Balances = [new("BTC", new(balance), new(balance))] }), [], account.Now));

    private static FillReport Foreign(Side side, decimal quantity, DateTimeOffset at) => new()
    {
        FillId = new($"foreign-{at.Ticks}"), VenueOrderId = new("x"), Instrument = AccountScenario.Btc.Id, Side = side,
        Quantity = new(quantity), Price = new(60_000m), At = at,
    };

    private ClientOrderId Enter(decimal quantity)
    {
        account.Signal(SignalAction.Buy, quantity);
        var placed = account.TakePlaced().Single();
        account.AcceptAndFill(placed.Id, 60_000m);
        account.TakeEffects();
        return placed.Id;
    }
}
