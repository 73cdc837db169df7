using Signalbox.Accounts;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>Signals of one batch: one after another, or after the fill of a parent.</summary>
public sealed class FollowingTests
{
    private static readonly Instrument Eth = AccountScenario.Btc with { Id = new("ETHUSDT"), Base = "ETH" };

    private readonly AccountScenario account = new();

    [Fact]
    public void Follower_OfAnotherInstrument_BeginsWhenTheOneBeforeItIsSettled()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.StopLoss = new() { Percent = 1m });
        var second = Follow("s1", Eth);
        var entry = account.TakePlaced().Single();
        account.AcceptAndFill(entry.Id, 60_000m);
        Assert.Equal(TradeStage.Following, account.Trade(second).Stage);

        // Settled means: protected, too.
        account.Accept(account.TakePlaced().Single().Id);
        Begin(Eth);
        Assert.Equal(Eth.Id, account.TakePlaced().Single().Instrument);
    }

    [Fact]
    public void Follower_OfOneThatWasRefused_BeginsAllTheSame()
    {
        var first = account.Signal(SignalAction.Exit);
        Assert.Equal(TradeStatus.Denied, account.Trade(first).Status);
        Follow("s1", Eth);
        Begin(Eth);
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void Follower_OfOneThatNeverComesIn_BeginsWhenItsTimeIsUp()
    {
        account.Signal(SignalAction.Buy, 0.1m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        var second = account.Signal(SignalAction.Exit, null, signal => signal.StartsAfter = "lost");
        Assert.Empty(account.TakePlaced());
        account.Pass(TimeSpan.FromSeconds(60));
        account.Do(new AccountCommand.TimerElapsed(new TimerKey.Follow(second)));
        Begin(AccountScenario.Btc);
        Assert.Equal(Side.Sell, account.TakePlaced().Single().Side);
    }

    [Fact]
    public void Child_WaitsForTheParentsFill_HoweverLongThatTakes()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        var parent = account.TakePlaced().Single();
        account.Accept(parent.Id);
        var child = account.Signal(SignalAction.Sell, 0.1m, signal => (signal.AfterFillOf, signal.Instrument) = ("s1", Eth));
        Assert.Equal((TradeStatus.Working, true), (account.Trade(child).Status, account.Trade(child).Settled));

        account.Pass(TimeSpan.FromHours(5));
        account.Fill(parent.Id, 0.04m, 59_000m);
        Assert.Equal(TradeStage.Following, account.Trade(child).Stage);
        account.Fill(parent.Id, 0.06m, 59_000m);
        Begin(Eth);
        Assert.Equal((Eth.Id, Side.Sell), (account.State.Orders.Values.Last(order => order.Ticket.Trade == child).Ticket.Instrument, Side.Sell));
    }

    [Fact]
    public void Child_OfAParentThatIsCancelled_IsCancelledAndSoAreItsOwn()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        var parent = account.TakePlaced().Single();
        account.Accept(parent.Id);
        var child = account.Signal(SignalAction.Sell, 0.1m, signal => (signal.AfterFillOf, signal.Instrument) = ("s1", Eth));
        var grandchild = account.Signal(SignalAction.Sell, 0.1m, signal => (signal.AfterFillOf, signal.Instrument) = ("s2", Eth));
        account.Report(parent.Id, VenueOrderState.Cancelled);
        Assert.Equal((TradeStatus.Cancelled, "parent-not-filled"), (account.Trade(child).Status, account.Trade(child).Code));
        Assert.Equal((TradeStatus.Cancelled, "parent-not-filled"), (account.Trade(grandchild).Status, account.Trade(grandchild).Code));
        Assert.Empty(account.State.Followers);
    }

    [Fact]
    public void Child_OfATicker_GoesWithACancelOfThatTicker()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        account.Accept(account.TakePlaced().Single().Id);
        var child = account.Signal(SignalAction.Sell, 0.1m, signal => (signal.AfterFillOf, signal.Instrument) = ("s1", Eth));
        account.Signal(SignalAction.Cancel, null, signal => signal.Instrument = Eth);
        Assert.Equal(TradeStatus.Cancelled, account.Trade(child).Status);
    }

    private TradeId Follow(string before, Instrument instrument) =>
        account.Signal(SignalAction.Buy, 1m, signal => (signal.StartsAfter, signal.Instrument) = (before, instrument));

    private void Begin(Instrument instrument)
    {
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Resume resume && resume.Instrument == instrument.Id);
        account.Do(new AccountCommand.Resume(instrument.Id));
    }
}
