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

/// <summary>An exit that rests where balances are bound gives way to what must leave or be protected now.</summary>
public sealed class RoomTests
{
    private static readonly Instrument Spot = AccountScenario.Btc with { Kind = InstrumentKind.Spot, Shortable = false };

    private readonly AccountScenario account = new(profile => profile with { Capabilities = profile.Capabilities with { StopsLockBalance = true, ReduceOnly = false } });
    private readonly TradeId owner;
    private readonly ClientOrderId resting;

    public RoomTests()
    {
        owner = account.Signal(SignalAction.Buy, 1m, signal => signal.Instrument = Spot);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Signal(SignalAction.Exit, null, Resting);
        resting = account.TakePlaced().Single().Id;
        account.Accept(resting);
        account.TakeEffects();
    }

    [Fact]
    public void Exit_AtTheMarket_TakesTheOneInTheBookBackFirst()
    {
        account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        Assert.Equal(resting, Assert.Single(account.TakeEffects().OfType<Effect.Cancel>()).Cancellation.Id);
        account.Report(resting, VenueOrderState.Cancelled);
        var exit = account.TakePlaced().Single();
        Assert.Equal((OrderType.Market, 1m), (exit.Type, exit.Quantity.Value));
    }

    [Fact]
    public void Stop_SetLater_ComesBeforeTheExitInTheBook()
    {
        account.Signal(SignalAction.Protect, null, signal =>
        {
            signal.Instrument = Spot;
            signal.StopLoss = new() { StopPrice = new(59_000m) };
        });
        var effects = account.TakeEffects();
        Assert.Empty(effects.OfType<Effect.Place>());
        Assert.Equal(resting, Assert.Single(effects.OfType<Effect.Cancel>()).Cancellation.Id);
        account.Report(resting, VenueOrderState.Cancelled);
        var stop = account.TakePlaced().Single();
        Assert.Equal((OrderType.Stop, 1m), (stop.Type, stop.Quantity.Value));
    }

    [Fact]
    public void TwoExits_ThatFitTogether_RestTogether()
    {
        account.Signal(SignalAction.Add, 1m, signal => signal.Instrument = Spot);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        account.Signal(SignalAction.Exit, 1m, Resting);
        var effects = account.TakeEffects();
        Assert.Empty(effects.OfType<Effect.Cancel>());
        Assert.Equal(1m, Assert.Single(effects.OfType<Effect.Place>()).Order.Quantity.Value);
    }

    [Fact]
    public void ClosingOrder_ThatIsRefused_IsFollowedByTimeAndNotByEveryLook()
    {
        Flatten();
        account.Report(resting, VenueOrderState.Cancelled);
        account.Refuse(account.TakePlaced().Single().Id, RejectReason.Other);
        account.TakeEffects();
        for (var look = 0; look < 5; look++)
        {
            account.Do(new AccountCommand.TimerElapsed(new TimerKey.Protect(owner)));
        }

        Assert.Empty(account.TakePlaced());
        account.Elapse(new TimerKey.Protect(owner), account.State.Profile!.Bounds.ProtectionRetry);
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void ClosingOrder_AfterTheClockWasSetBack_IsTriedAtOnce()
    {
        Flatten();
        account.Report(resting, VenueOrderState.Cancelled);
        account.Refuse(account.TakePlaced().Single().Id, RejectReason.Other);
        account.TakeEffects();
        account.Elapse(new TimerKey.Protect(owner), TimeSpan.FromHours(-1));
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void ClosedMarket_WaitThatEndsBeforeItsTime_GoesOn()
    {
        account.Report(resting, VenueOrderState.Cancelled);
        var exit = account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        account.Refuse(account.TakePlaced().Single().Id, RejectReason.MarketClosed);
        Assert.Equal(TradeStage.AwaitingMarket, account.Trade(exit).Stage);
        account.TakeEffects();

        account.Elapse(new TimerKey.MarketOpens(exit), TimeSpan.FromSeconds(29));
        var wait = Assert.Single(account.TakeEffects().OfType<Effect.Schedule>(), each => each.Timer is TimerKey.MarketOpens);
        Assert.Equal(account.Now + TimeSpan.FromSeconds(1), wait.Due);
        account.Elapse(wait.Timer, TimeSpan.FromSeconds(1));
        Assert.Equal(OrderType.Market, account.TakePlaced().Single().Type);
    }

    [Fact]
    public void Exit_ThatNeverArrived_IsMadeForWhatIsLeft()
    {
        account.Report(resting, VenueOrderState.Cancelled);
        account.Signal(SignalAction.Exit, null, signal => signal.Instrument = Spot);
        var lost = account.TakePlaced().Single();
        account.Do(new AccountCommand.PlaceEnded(lost.Id, new VenueOutcome.Unknown("timeout")));
        account.Fill(resting, 0.4m, 70_000m);
        account.Pass(TimeSpan.FromSeconds(5));
        account.Do(new AccountCommand.EvidenceArrived(lost.Id, new OrderEvidence.Absent(), account.Now));
        account.Pass(TimeSpan.FromSeconds(2));
        account.Do(new AccountCommand.EvidenceArrived(lost.Id, new OrderEvidence.Absent(), account.Now));

        Assert.Equal(OrderFreshness.Outgrown, account.State.Orders[lost.Id].Code);
        var exit = account.TakePlaced().Single();
        Assert.NotEqual(lost.Id, exit.Id);
        Assert.Equal(0.6m, exit.Quantity.Value);
    }

    private void Flatten()
    {
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Odd.", "ann") { Scope = RiskScope.Of(account.Trade(owner).Request.Strategy), FlattenId = "k1" });
        account.TakeEffects();
    }

    private static void Resting(SignalSetup signal)
    {
        signal.Instrument = Spot;
        signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(70_000m) };
    }
}
