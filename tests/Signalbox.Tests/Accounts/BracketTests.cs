using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class BracketTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void Entry_Filled_StopAndTargetComeFromTheFillPrice()
    {
        var trade = EnterWithBracket(0.5m);
        var entry = Assert.Single(account.TakePlaced());
        account.AcceptAndFill(entry.Id, 60_010m);

        var placed = account.TakePlaced();
        var stop = Assert.Single(placed, order => order.Type == OrderType.Stop);
        var target = Assert.Single(placed, order => order.Type == OrderType.Limit);
        Assert.Equal((Side.Sell, 0.5m, 59_409.9m, true), (stop.Side, stop.Quantity.Value, stop.StopPrice!.Value.Value, stop.ReduceOnly));
        Assert.Equal((Side.Sell, 0.5m, 61_210.2m, true), (target.Side, target.Quantity.Value, target.LimitPrice!.Value.Value, target.ReduceOnly));
        Assert.False(account.Trade(trade).Settled);

        account.Accept(stop.Id);
        account.Accept(target.Id);
        Assert.True(account.Trade(trade).Settled);
        Assert.Equal(TradeStatus.Filled, account.Trade(trade).Status);
    }

    [Fact]
    public void Entry_FilledInSlices_ProtectionGrowsWithEachSlice()
    {
        EnterWithBracket(0.5m);
        var entry = Assert.Single(account.TakePlaced());
        account.Accept(entry.Id);
        account.Fill(entry.Id, 0.2m, 60_000m);
        foreach (var order in account.TakePlaced())
        {
            Assert.Equal(0.2m, order.Quantity.Value);
            account.Accept(order.Id);
        }

        account.Fill(entry.Id, 0.3m, 60_000m);
        var amended = account.TakeEffects().OfType<Effect.Amend>().Select(effect => effect.Amendment.Quantity.Value).ToArray();
        Assert.Equal([0.5m, 0.5m], amended);
    }

    [Fact]
    public void Stop_Filled_TargetIsCancelled()
    {
        Protected(0.5m);
        account.Fill(account.OrderOf(Leg.StopLoss).Id, 0.5m, 59_400m);
        var cancelled = Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
        Assert.Equal(account.OrderOf(Leg.TakeProfit).Id, cancelled.Cancellation.Id);
        Assert.Equal(0m, account.Position);
    }

    [Fact]
    public void Target_PartlyFilled_StopShrinksToWhatIsLeft()
    {
        Protected(0.5m);
        account.Fill(account.OrderOf(Leg.TakeProfit).Id, 0.2m, 61_200m);
        var amended = Assert.Single(account.TakeEffects().OfType<Effect.Amend>());
        Assert.Equal(account.OrderOf(Leg.StopLoss).Id, amended.Amendment.Id);
        Assert.Equal(0.3m, amended.Amendment.Quantity.Value);
    }

    [Fact]
    public void Targets_WithShares_TakeTheirPartOfTheEntry()
    {
        account.Signal(SignalAction.Buy, 0.01m, signal => signal.TakeProfit = new()
        {
            Targets = [new() { Percent = 1m, SharePercent = 30m }, new() { Percent = 2m, SharePercent = 30m }, new() { Percent = 3m, SharePercent = 40m }],
        });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Equal([0.003m, 0.003m, 0.004m], account.TakePlaced().Select(order => order.Quantity.Value));
    }

    [Fact]
    public void Target_WhoseShareIsTooSmallToTrade_DoesNotKeepTheTradeUnsettled()
    {
        var trade = account.Signal(SignalAction.Buy, 0.001m, signal => signal.TakeProfit = new() { Targets = [new() { Percent = 1m, SharePercent = 50m }] });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        Assert.Empty(account.TakePlaced());
        Assert.True(account.Trade(trade).Settled);
    }

    [Fact]
    public void Protect_WithFewerTargetsThanBefore_CancelsTheSurplus()
    {
        account.Signal(SignalAction.Buy, 0.03m, signal => signal.TakeProfit = new() { Targets = [new() { Percent = 1m }, new() { Percent = 2m }, new() { Percent = 3m }] });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var targets = account.TakePlaced();
        Array.ForEach([.. targets], target => account.Accept(target.Id));
        account.Signal(SignalAction.Protect, null, signal => signal.TakeProfit = TakeProfitTerms.Of(new() { Percent = 1m }));
        Assert.Equal(targets.Skip(1).Select(target => target.Id), account.TakeEffects().OfType<Effect.Cancel>().Select(cancel => cancel.Cancellation.Id));
    }

    [Fact]
    public void Target_MovedByHand_MovesAlone_AndKeepsItsShare()
    {
        var trade = account.Signal(SignalAction.Buy, 0.03m, signal =>
        {
            signal.StopLoss = new() { Percent = 1m };
            signal.TakeProfit = new() { Targets = [new() { Percent = 1m, SharePercent = 40m }, new() { Percent = 2m, SharePercent = 60m }] };
        });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var placed = account.TakePlaced();
        Array.ForEach([.. placed], order => account.Accept(order.Id));
        account.TakeEffects();
        var second = placed.Single(order => order.LimitPrice?.Value == 61_200m);

        var decision = account.Do(new AccountCommand.ChangeOrder(second.Id, new(new(0.018m), new(61_500m), null), "ann"));

        var amended = Assert.Single(account.TakeEffects().OfType<Effect.Amend>()).Amendment;
        Assert.Equal((second.Id, 61_500m, 0.018m), (amended.Id, amended.LimitPrice!.Value.Value, amended.Quantity.Value));
        Assert.Equal("ann", Assert.Single(decision.Events.OfType<ProtectionSet>()).Person);
        Assert.Equal([40m, 60m], account.Trade(trade).ProfitTerms!.Targets.Select(target => target.SharePercent));
        Assert.Equal(1m, account.Trade(trade).StopTerms!.Percent);
    }

    [Fact]
    public void Target_MovedByHand_WhereNothingIsHeldAnyMore_IsLeftAlone()
    {
        Protected(0.5m);
        var target = account.OrderOf(Leg.TakeProfit).Id;
        account.Fill(account.OrderOf(Leg.StopLoss).Id, 0.5m, 59_400m);
        account.TakeEffects();

        Assert.Empty(account.Do(new AccountCommand.ChangeOrder(target, new(new(0.5m), new(62_000m), null), "ann")).Events);
    }

    [Fact]
    public void Stop_PriceAlreadyThrough_PositionIsClosedAtOnce()
    {
        EnterWithBracket(0.5m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var stop = account.TakePlaced().Single(order => order.Type == OrderType.Stop);
        account.Do(new AccountCommand.PlaceEnded(stop.Id, new VenueOutcome.Rejected(RejectReason.WouldTriggerImmediately, "-2021", "Order would immediately trigger.")));
        var closing = Assert.Single(account.TakePlaced());
        Assert.Equal((OrderType.Market, Side.Sell, 0.5m), (closing.Type, closing.Side, closing.Quantity.Value));
    }

    [Fact]
    public void Stop_RefusedAgainAndAgain_PositionIsClosedAfterTheLastTry()
    {
        EnterWithBracket(0.5m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            RefuseStop();
            account.Pass(TimeSpan.FromMilliseconds(500));
            account.Do(new AccountCommand.TimerElapsed(new TimerKey.Protect(new(new("s1"), new("sub")))));
        }

        account.TakeEffects();
        RefuseStop();
        Assert.Equal(OrderType.Market, Assert.Single(account.TakePlaced()).Type);
        Assert.Contains(account.Events, happened => happened is EmergencyDeclared);
    }

    [Fact]
    public void ExitSignal_ForAPart_ResizesBothLegs()
    {
        Protected(0.5m);
        account.Signal(SignalAction.Exit, 0.2m);
        var exit = Assert.Single(account.TakePlaced());
        account.AcceptAndFill(exit.Id, 60_500m);
        var amended = account.TakeEffects().OfType<Effect.Amend>().Select(effect => effect.Amendment.Quantity.Value).ToArray();
        Assert.Equal([0.3m, 0.3m], amended);
    }

    [Fact]
    public void Cancel_IncludingProtection_WaivesIt()
    {
        Protected(0.5m);
        account.Signal(SignalAction.Cancel, null, signal => signal.IncludeProtection = true);
        Assert.Equal(2, account.TakeEffects().OfType<Effect.Cancel>().Count());
        foreach (var leg in new[] { Leg.StopLoss, Leg.TakeProfit })
        {
            account.Report(account.OrderOf(leg).Id, VenueOrderState.Cancelled);
        }

        Assert.Empty(account.TakePlaced());
        Assert.Equal(0.5m, account.Position);
    }

    private void RefuseStop() => account.Do(new AccountCommand.PlaceEnded(
        account.OrderOf(Leg.StopLoss).Id, new VenueOutcome.Rejected(RejectReason.Other, "-1", "No.")));

    private TradeId EnterWithBracket(decimal quantity) => account.Signal(SignalAction.Buy, quantity, signal =>
    {
        signal.StopLoss = new StopLossTerms { Percent = 1m };
        signal.TakeProfit = TakeProfitTerms.Of(new TargetTerms { Percent = 2m });
    });

    private void Protected(decimal quantity)
    {
        EnterWithBracket(quantity);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        foreach (var order in account.TakePlaced())
        {
            account.Accept(order.Id);
        }

        account.TakeEffects();
    }
}
