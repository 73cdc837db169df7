using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class TrailingTests
{
    private AccountScenario account = new();

    [Fact]
    public void TrailingStop_RestsAtOnceAndFollowsUpNeverDown()
    {
        Enter(new() { Type = StopLossType.TrailingStop, TrailPercent = 1m });
        Assert.Equal(59_400m, account.State.Orders.Values.Single(order => order.Ticket.Leg == Leg.StopLoss).Ticket.StopPrice!.Value.Value);

        Look(61_000m);
        Assert.Equal(60_390m, Amended().StopPrice!.Value.Value);
        Look(60_500m);
        Assert.Empty(account.TakeEffects().OfType<Effect.Amend>());
    }

    [Fact]
    public void TrailingStop_WithAStartPrice_WaitsForIt()
    {
        Enter(new() { Type = StopLossType.TrailingStop, TrailPercent = 1m, TrailFromPercent = 2m });
        Look(61_000m);
        Assert.Empty(account.TakeEffects().OfType<Effect.Amend>());
        Look(61_300m);
        Assert.Equal(60_687m, Amended().StopPrice!.Value.Value);
    }

    [Fact]
    public void TrailingStop_ShortPosition_FollowsDown()
    {
        Enter(new() { Type = StopLossType.TrailingStop, TrailAmount = 500m }, SignalAction.Sell);
        Look(59_000m);
        Assert.Equal(59_500m, Amended().StopPrice!.Value.Value);
    }

    [Fact]
    public void Watch_EndsWhenNobodyDependsOnTheMarket()
    {
        Enter(new() { Type = StopLossType.TrailingStop, TrailPercent = 1m });
        account.Fill(account.OrderOf(Leg.StopLoss).Id, 0.5m, 59_400m);
        account.TakeEffects();
        Look(59_000m);
        Assert.False(account.State.Holdings[AccountScenario.Btc.Id].IsWatched);
        Assert.DoesNotContain(account.TakeEffects(), effect => effect is Effect.Schedule { Timer: TimerKey.Look });
    }

    [Fact]
    public void TrailingEntry_BuysWhenThePriceTurns()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.Order = new() { Type = OrderType.TrailingStop, TrailPercent = 1m });
        Assert.Equal((TradeStage.AwaitingTrigger, TradeStatus.Working), (account.Trade(trade).Stage, account.Trade(trade).Status));
        Look(59_000m);
        Assert.Empty(account.TakePlaced());
        Look(59_600m);
        var placed = Assert.Single(account.TakePlaced());
        Assert.Equal((OrderType.Market, Side.Buy, 0.5m), (placed.Type, placed.Side, placed.Quantity.Value));
    }

    [Fact]
    public void StopEntry_WhereTheVenueHasNone_IsKeptHere()
    {
        var plain = new AccountScenario(profile => profile with { Capabilities = profile.Capabilities with { Stops = false } });
        plain.Signal(SignalAction.Buy, 0.5m, signal => signal.Order = new() { Type = OrderType.Stop, StopPrice = new(60_500m) });
        Assert.Empty(plain.TakePlaced());
        Look(plain, 60_600m);
        Assert.Equal(OrderType.Market, Assert.Single(plain.TakePlaced()).Type);
    }

    [Fact]
    public void Cancel_TakesBackWhatWaitsForItsPrice()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.Order = new() { Type = OrderType.TrailingStop, TrailPercent = 1m });
        account.Signal(SignalAction.Cancel);
        Assert.Equal(TradeStatus.Cancelled, account.Trade(trade).Status);
        Look(70_000m);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Recovery_LooksGoOn()
    {
        Enter(new() { Type = StopLossType.TrailingStop, TrailPercent = 1m });
        account.TakeEffects();
        account.Do(new AccountCommand.Recover(account.State.Profile!));
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Schedule { Timer: TimerKey.Look });
    }

    [Fact]
    public void StopLimit_TriggeredWhileTheEntryStillFills_IsClosedAtTheMarketAtOnce()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, signal => signal.StopLoss = new() { Type = StopLossType.StopLimit, Percent = 1m });
        var entry = account.TakePlaced().Single();
        account.Accept(entry.Id);
        account.Fill(entry.Id, 0.2m, 60_000m);
        var stop = account.TakePlaced().Single();
        account.Accept(stop.Id);
        account.Report(stop.Id, VenueOrderState.Triggered);
        Assert.Empty(account.TakePlaced());

        account.Fill(entry.Id, 0.3m, 60_000m);

        Assert.True(account.Trade(trade).Bracket.Emergency);
        Assert.Equal(0.5m, account.State.Orders.Values.Last(order => order.Ticket is { Leg: Leg.Exit, ClosesLot: true }).Ticket.Quantity.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StopLimit_TriggeredWhileAnExitCloses_ShrinksWithThePosition_OrGivesWayToTheMarket(bool reduceOnly)
    {
        account = new(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = reduceOnly } });
        Enter(new() { Type = StopLossType.StopLimit, Percent = 1m });
        var stop = account.OrderOf(Leg.StopLoss);
        account.Report(stop.Id, VenueOrderState.Triggered);
        account.Signal(SignalAction.Exit, 0.3m);
        account.TakeEffects();
        account.AcceptAndFill(account.OrderOf(Leg.Exit).Id, 59_300m);

        var shrunk = account.TakeEffects().OfType<Effect.Amend>().Where(effect => effect.Amendment.Id == stop.Id).Select(effect => effect.Amendment.Quantity.Value);
        Assert.Equal(reduceOnly ? [0.2m] : [], shrunk);
        Assert.Equal(!reduceOnly, account.Events.OfType<EmergencyDeclared>().Any());
    }

    [Fact]
    public void StopLimit_TriggeredAndNotFilled_IsClosedAtTheMarket()
    {
        Enter(new() { Type = StopLossType.StopLimit, Percent = 1m });
        var stop = account.OrderOf(Leg.StopLoss);
        account.Report(stop.Id, VenueOrderState.Triggered);
        var escalate = account.TakeEffects().OfType<Effect.Schedule>().Single(effect => effect.Timer is TimerKey.Escalate);
        account.Pass(TimeSpan.FromSeconds(5));
        account.Do(new AccountCommand.TimerElapsed(escalate.Timer));
        var effects = account.TakeEffects();
        Assert.Equal((OrderType.Market, 0.5m), (effects.OfType<Effect.Place>().Single().Order.Type, effects.OfType<Effect.Place>().Single().Order.Quantity.Value));
        Assert.Equal(stop.Id, effects.OfType<Effect.Cancel>().Single().Cancellation.Id);
    }

    [Fact]
    public void LevelsInMoney_FollowFromTheQuantity()
    {
        account.Signal(SignalAction.Buy, 0.5m, signal =>
        {
            signal.StopLoss = new() { LossAmount = new(250m) };
            signal.TakeProfit = TakeProfitTerms.Of(new() { ProfitAmount = new(1_000m) });
        });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var placed = account.TakePlaced();
        Assert.Equal(59_500m, placed.Single(order => order.StopPrice is not null).StopPrice!.Value.Value);
        Assert.Equal(62_000m, placed.Single(order => order.LimitPrice is not null).LimitPrice!.Value.Value);
    }

    private void Enter(StopLossTerms stop, SignalAction action = SignalAction.Buy)
    {
        account.Signal(action, 0.5m, signal => signal.StopLoss = stop);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        account.TakeEffects();
    }

    private void Look(decimal price) => Look(account, price);

    private static void Look(AccountScenario scenario, decimal price)
    {
        scenario.Pass(MarketWatch.Every);
        scenario.Market = AccountScenario.Quote(price, price + 0.1m, scenario.Now);
        scenario.Do(new AccountCommand.TimerElapsed(new TimerKey.Look(AccountScenario.Btc.Id)));
    }

    private AmendOrder Amended()
    {
        var amendment = account.TakeEffects().OfType<Effect.Amend>().Single().Amendment;
        account.Do(new AccountCommand.ChangeEnded(amendment.Id, new(amendment.Quantity, amendment.LimitPrice, amendment.StopPrice), new VenueOutcome.Accepted(null)));
        return amendment;
    }
}
