using Signalbox.Accounts;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>What happens between two steps of a trade: something fills, something else ends, a price of another market comes by.</summary>
public sealed class MeanwhileTests
{
    private static readonly Instrument Spot = AccountScenario.Btc with { Kind = InstrumentKind.Spot, Shortable = false };

    private static readonly Instrument Doge = AccountScenario.Btc with
    {
        Id = new("DOGEUSDT"), Base = "DOGE", TickSize = new(0.00001m), LotSize = new(1m), MinQuantity = new(1m),
    };

    private readonly AccountScenario account = new();

    [Fact]
    public void ExitThatPassesAnEntry_EndsItAndItself_Once()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        var first = account.TakePlaced().Single();
        account.Do(new AccountCommand.StreamGap("The stream broke."));
        account.Signal(SignalAction.Buy, 0.2m);
        account.Signal(SignalAction.Buy, 0.3m);
        account.Signal(SignalAction.Exit);

        account.Refuse(first.Id, RejectReason.Other);

        Assert.Equal([1, 1, 1, 1], account.Events.OfType<TradeEnded>().GroupBy(ended => ended.Trade).Select(ends => ends.Count()));
        Assert.Equal(4, account.State.FinishedTrades.Count);
    }

    [Fact]
    public void Trade_IsSizedByItsOwnMarket_AlsoWhereAnotherInstrumentsFillLetsItBegin()
    {
        account.Market = AccountScenario.Quote(0.1m, 0.1001m, account.Now);
        account.Signal(SignalAction.Buy, 1_000m, signal => signal.Instrument = Doge);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 0.1m);
        account.Signal(SignalAction.Flatten, null);
        var closing = account.TakePlaced().Single();
        var trade = account.Signal(SignalAction.Buy, 1_000m, signal => signal.QuantityType = QuantityType.DollarAmount);
        account.AcceptAndFill(closing.Id, 0.1m);

        Assert.Equal(TradeStage.Waiting, account.Trade(trade).Stage);
        Assert.Equal(AccountScenario.Btc.Id, Assert.Single(account.TakeEffects().OfType<Effect.Resume>()).Instrument);
        account.Market = AccountScenario.Quote(60_000m, 60_000.1m, account.Now);
        account.Do(new AccountCommand.Resume(AccountScenario.Btc.Id));
        Assert.Equal(0.016m, account.TakePlaced().Single().Quantity.Value);
    }

    [Fact]
    public void EntryThatFillsWhileItIsCancelled_IsNotBoughtAgain()
    {
        var resting = Rest(0.5m);
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.Rules = new(CancelOpenOrders: true));
        account.Fill(resting, 0.5m, 59_000m);

        Assert.Empty(account.TakePlaced());
        Assert.Equal("add-not-allowed", account.Trade(trade).Code);
        Assert.Equal(0.5m, account.Position);
    }

    [Fact]
    public void Target_IsReached_WhateverFillsMeanwhile()
    {
        var resting = Rest(0.8m);
        account.Signal(SignalAction.Target, null, signal => signal.Target = 0.5m);
        account.Fill(resting, 0.8m, 59_000m);

        var placed = account.TakePlaced().Single();
        Assert.Equal((Side.Sell, 0.3m), (placed.Side, placed.Quantity.Value));
        account.AcceptAndFill(placed.Id, 59_000m);
        Assert.Equal(0.5m, account.Position);
    }

    [Fact]
    public void CombinedQuantity_CountsWhatTheStopClosed()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { StopPrice = new(59_000m) });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var stop = account.TakePlaced().Single();
        account.Accept(stop.Id);
        account.Signal(SignalAction.Sell, 1m, signal => signal.Rules = new(AllowSideSwap: true, SubtractExitQuantity: true));
        var exit = account.TakePlaced().Single();
        account.Accept(exit.Id);
        account.Fill(stop.Id, 0.5m, 59_000m);
        account.Report(exit.Id, VenueOrderState.Cancelled);

        var entry = account.TakePlaced().Single();
        Assert.Equal((Side.Sell, 0.5m), (entry.Side, entry.Quantity.Value));
    }

    [Fact]
    public void Exit_OfOneSubscription_LeavesWhatNobodyClaimed()
    {
        var own = new AccountScenario(profile => profile with { PositionScope = PositionScope.Subscription });
        own.Signal(SignalAction.Buy, 0.2m);
        var entry = own.TakePlaced().Single();
        own.AcceptAndFill(entry.Id, 60_000m);
        own.Do(new AccountCommand.Executed(own.FillOf(own.State.Orders[entry.Id].Ticket, 0.3m, 60_000m, "hand-1") with { ClientOrderId = null, VenueOrderId = new("hand") }));
        Assert.Equal(0.5m, own.Position);
        own.Signal(SignalAction.Exit);
        own.AcceptAndFill(own.TakePlaced().Single().Id, 60_000m);

        Assert.Empty(own.TakePlaced());
        Assert.Equal(0.3m, own.Position);
    }

    [Fact]
    public void ExitAndTargetThatBothFill_AreMadeGoodOnce()
    {
        var bare = new AccountScenario(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = false } });
        bare.Signal(SignalAction.Buy, 0.5m, signal => signal.TakeProfit = new() { Targets = [new() { Percent = 2m }] });
        bare.AcceptAndFill(bare.TakePlaced().Single().Id, 60_000m);
        var target = bare.TakePlaced().Single();
        bare.Accept(target.Id);
        bare.Signal(SignalAction.Exit);
        var exit = bare.TakePlaced().Single();
        bare.Accept(exit.Id);
        bare.Fill(target.Id, 0.5m, 61_200m);
        bare.Fill(exit.Id, 0.5m, 60_000m);

        var closing = Assert.Single(bare.TakePlaced());
        Assert.Equal((Side.Buy, 0.5m), (closing.Side, closing.Quantity.Value));
        bare.AcceptAndFill(closing.Id, 60_000m);
        Assert.Empty(bare.TakePlaced());
        Assert.Equal(0m, bare.Position);
    }

    [Fact]
    public void PositionAboveTheLargestOrder_LeavesInParts()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.Instrument = AccountScenario.Btc with { MaxMarketQuantity = new(0.2m), MaxQuantity = new(1m) });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Signal(SignalAction.Exit, null, signal => signal.Instrument = AccountScenario.Btc with { MaxMarketQuantity = new(0.2m), MaxQuantity = new(1m) });
        var parts = new List<decimal>();
        while (account.TakePlaced() is [var part])
        {
            parts.Add(part.Quantity.Value);
            account.AcceptAndFill(part.Id, 60_000m);
        }

        Assert.Equal([0.2m, 0.2m, 0.1m], parts);
        Assert.Equal(0m, account.Position);
    }

    [Fact]
    public void FlattenOrderedOnce_IsNotOrderedAgainByALaterStart()
    {
        var small = new AccountScenario(profile => profile with { Bounds = profile.Bounds with { FinishedTradesKept = 1 } });
        var halted = new AccountCommand.FollowStanding([new(RiskScope.Global, new(TradingMode.Halted, "Enough.", small.Now, FlattenId: "k1"))]);
        small.Do(halted);
        small.Pass(TimeSpan.FromSeconds(1));
        small.Snapshot(0m, [], SnapshotReason.Gap);
        small.Signal(SignalAction.Buy, 0.1m);
        small.Signal(SignalAction.Buy, 0.1m);
        Assert.DoesNotContain(small.State.Trades.Keys, trade => trade.Signal.Value == "k1");
        for (var picture = 0; picture < 2; picture++)
        {
            small.Pass(TimeSpan.FromSeconds(3));
            small.Snapshot(0.4m, []);
        }

        Assert.Equal(0.4m, small.Position);
        small.TakeEffects();
        small.Do(halted);
        Assert.Empty(small.TakePlaced());
    }

    [Fact]
    public void Flatten_WhereStopsBindTheBalance_ClosesAsSoonAsTheStopIsGone()
    {
        var spot = new AccountScenario(profile => profile with { Capabilities = profile.Capabilities with { StopsLockBalance = true, ReduceOnly = false } });
        spot.Signal(SignalAction.Buy, 0.5m, signal =>
        {
            signal.Instrument = Spot;
            signal.StopLoss = new() { StopPrice = new(59_000m) };
        });
        spot.AcceptAndFill(spot.TakePlaced().Single().Id, 60_000m);
        var stop = spot.TakePlaced().Single();
        spot.Accept(stop.Id);
        spot.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Enough.", "somebody") { FlattenId = "k1" });
        Assert.Empty(spot.TakePlaced());
        spot.Report(stop.Id, VenueOrderState.Cancelled);

        var closing = spot.TakePlaced().Single();
        Assert.Equal((Side.Sell, 0.5m), (closing.Side, closing.Quantity.Value));
    }

    [Fact]
    public void Flatten_EndsWhatHasSentNothingYet()
    {
        var delayed = account.Signal(SignalAction.Buy, 0.1m, signal => signal.DelaySeconds = 30m);
        var parked = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Rules = new(AutoSubmit: false));
        account.Signal(SignalAction.Flatten, null, signal => signal.Instrument = Doge);

        Assert.Equal(("flattened", "flattened"), (account.Trade(delayed).Code, account.Trade(parked).Code));
        account.Elapse(new TimerKey.DelayOver(delayed), TimeSpan.FromSeconds(30));
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void FeeTakenFromWhatWasBought_TheEmergencyClosesWhatCanBeNamed()
    {
        account.Signal(SignalAction.Buy, 0.123m, signal =>
        {
            signal.Instrument = Spot;
            signal.StopLoss = new() { StopPrice = new(59_000m) };
        });
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        account.Do(new AccountCommand.Executed(
            account.FillOf(account.State.Orders[entry.Id].Ticket, 0.123m, 60_000m, "f") with { Fee = new(0.000123m), FeeCurrency = "BTC" }));
        account.Refuse(account.TakePlaced().Single().Id, RejectReason.WouldTriggerImmediately);

        Assert.Equal(0.122m, account.TakePlaced().Single().Quantity.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StopLimitThatTriggered_Escalates_AfterAPartAndAfterARestart(bool restarts)
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Type = StopLossType.StopLimit, StopPrice = new(59_000m), LimitPrice = new(58_990m) });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var stop = account.TakePlaced().Single();
        account.Accept(stop.Id);
        account.Fill(stop.Id, 0.1m, 59_000m);
        account.TakeEffects();
        account.Report(stop.Id, VenueOrderState.Triggered, 0.1m);
        if (restarts)
        {
            account.TakeEffects();
            account.Do(new AccountCommand.Recover(account.State.Profile!));
        }

        var escalation = Assert.Single(account.TakeEffects().OfType<Effect.Schedule>(), timer => timer.Timer is TimerKey.Escalate);
        account.Elapse(escalation.Timer, TimeSpan.FromSeconds(10));
        Assert.Contains(account.Events, happened => happened is EmergencyDeclared);
    }

    [Fact]
    public void FillsThatAreCountedAndNotShown_AreAskedForAgain()
    {
        var resting = Rest(0.5m);
        account.Do(new AccountCommand.EvidenceArrived(
            resting, new OrderEvidence.Found(account.ReportOf(account.State.Orders[resting], VenueOrderState.Filled, 0.5m), []), account.Now));
        var probe = Assert.Single(account.TakeEffects().OfType<Effect.Schedule>(), timer => timer.Timer is TimerKey.Probe);
        account.Elapse(probe.Timer, TimeSpan.FromSeconds(1));

        Assert.Equal(resting, Assert.Single(account.TakeEffects().OfType<Effect.Query>()).Lookup.Id);
    }

    [Fact]
    public void TrailSetLater_FollowsFromTheMarketAsItIsThen()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Type = StopLossType.TrailingStop, TrailAmount = 100m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        Move(60_500m);
        Move(59_950m);
        account.TakeEffects();
        account.Signal(SignalAction.Protect, null, signal => signal.StopLoss = new() { Type = StopLossType.TrailingStop, TrailAmount = 300m });

        Assert.Equal(59_650m, account.TakeEffects().OfType<Effect.Amend>().Last().Amendment.StopPrice!.Value.Value);
        Assert.DoesNotContain(account.Events, happened => happened is EmergencyDeclared);
    }

    [Fact]
    public void RestOfAnEntryThatFillsAfterItsTarget_GetsATargetOfItsOwn()
    {
        account.Signal(SignalAction.Buy, 1m, signal =>
        {
            signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(60_000m) };
            signal.TakeProfit = new() { Targets = [new() { Percent = 2m }] };
        });
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        account.Fill(entry.Id, 0.5m, 60_000m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 61_200m);
        Assert.Equal(0m, account.Position);
        account.Fill(entry.Id, 0.5m, 60_000m);

        var target = account.TakePlaced().Single();
        Assert.Equal((Side.Sell, 0.5m), (target.Side, target.Quantity.Value));
    }

    [Fact]
    public void Delay_LongerThanASignalIsValid_Trades()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.DelaySeconds = 600m);
        account.Elapse(new TimerKey.DelayOver(trade), TimeSpan.FromSeconds(600));
        Assert.Equal(0.1m, account.TakePlaced().Single().Quantity.Value);
    }

    [Fact]
    public void Delay_ThatEndedDuringAnOutage_IsStale()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.DelaySeconds = 600m);
        account.Elapse(new TimerKey.DelayOver(trade), TimeSpan.FromHours(2));
        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Skipped, "stale"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Fact]
    public void EntryThatWaitsHereForItsPrice_ExpiresAsItWouldAtAVenue()
    {
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal =>
        {
            signal.Order = new() { Type = OrderType.TrailingStop, TrailAmount = 100m };
            signal.GoodTill = account.Now.AddHours(1);
        });
        account.Elapse(new TimerKey.Look(AccountScenario.Btc.Id), TimeSpan.FromMinutes(59));
        Assert.Equal(TradeStage.AwaitingTrigger, account.Trade(trade).Stage);
        account.Market = AccountScenario.Quote(61_000m, 61_000.1m, account.Now);
        account.Elapse(new TimerKey.Look(AccountScenario.Btc.Id), TimeSpan.FromMinutes(2));

        Assert.Equal((TradeStatus.Expired, "expired"), (account.Trade(trade).Status, account.Trade(trade).Code));
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void OppositeEntries_OfTwoSubscriptionsOnOneAccount_DoNotRestTogether()
    {
        var own = new AccountScenario(profile => profile with { PositionScope = PositionScope.Subscription });
        own.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        own.Accept(own.TakePlaced().Single().Id);
        var other = own.Signal(SignalAction.Sell, 0.1m, signal => signal.Subscription = "other");

        Assert.Equal("opposite-orders", own.Trade(other).Code);
        Assert.Empty(own.TakePlaced());
    }

    [Theory]
    [InlineData(null, 60_000.1)]
    [InlineData(QuotePrice.AskBid, 60_000.1)]
    [InlineData(QuotePrice.Bid, 60_000)]
    [InlineData(QuotePrice.Last, 60_000)]
    public void LimitWithoutAPrice_TakesTheQuoteItNames(QuotePrice? quote, double expected)
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, QuotePrice = quote });
        Assert.Equal((decimal)expected, account.TakePlaced().Single().LimitPrice!.Value.Value);
    }

    /// <summary>A limit order to buy that rests at 59,000.</summary>
    private ClientOrderId Rest(decimal quantity)
    {
        account.Signal(SignalAction.Buy, quantity, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        var order = account.TakePlaced().Single().Id;
        account.Accept(order);
        account.TakeEffects();
        return order;
    }

    /// <summary>The market goes there, is looked at, and the venue takes what follows.</summary>
    private void Move(decimal price)
    {
        account.Market = AccountScenario.Quote(price, price + 0.1m, account.Now);
        account.Elapse(new TimerKey.Look(AccountScenario.Btc.Id), TimeSpan.FromMilliseconds(250));
        foreach (var amend in account.TakeEffects().OfType<Effect.Amend>())
        {
            var stop = account.State.Orders[amend.Amendment.Id];
            account.Do(new AccountCommand.ChangeEnded(stop.Id, stop.Pending!.Levels, new VenueOutcome.Accepted(stop.VenueOrderId!.Value)));
        }
    }
}
