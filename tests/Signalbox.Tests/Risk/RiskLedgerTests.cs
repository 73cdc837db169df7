using System.Text;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Xunit;

namespace Signalbox.Tests.Risk;

public sealed class RiskLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly AccountId One = new("one");
    private readonly List<RiskEvent> events = [];
    private RiskState state = RiskState.Empty;

    [Fact]
    public void Entry_IsReservedPostedByFillsAndGoneWhenFilled()
    {
        Tell(One, Entry("o1", 3m));
        Tell(One, Entry("o1", 1m));
        Tell(One, Entry("o1", 0m, isFilled: true));
        Assert.Equal(["ExposureReserved", "ExposurePosted", "ExposurePosted"], events.Select(each => each.GetType().Name));
        Assert.Empty(state.Reservations);
        Assert.Empty(state.Totals);
    }

    [Fact]
    public void Entry_ThatIsOver_IsReleasedOnce()
    {
        Tell(One, Entry("o1", 3m));
        Tell(One, Entry("o1", 0m));
        Tell(One, Entry("o1", 0m));
        Assert.Equal(["ExposureReserved", "ExposureReleased"], events.Select(each => each.GetType().Name));
        Assert.Equal(0, state.Entries[RiskScope.Global].Open);
    }

    [Fact]
    public void Report_AsAWhole_ReleasesWhatLeakedAndReservesWhatWasLost()
    {
        Tell(One, Entry("leaked", 3m));
        Tell(new("two"), Entry("others", 5m));
        Do(new RiskCommand.Follow(new() { Account = One, IsWhole = true, Entries = [Entry("lost", 2m)] }));
        Assert.Equal(["lost", "others"], state.Reservations.Keys.Select(Name).Order());
        Assert.Equal(7m, state.Totals[new(RiskScope.Global, Btc)].Quantity.Value);
    }

    [Fact]
    public void Others_AreEverybodyElseUnderTheScope()
    {
        Tell(One, Entry("o1", 3m));
        Tell(new("two"), Entry("o2", 5m));
        Tell(new("two"), Entry("o3", 7m) with { Strategy = new("other") });
        Assert.Equal(12m, state.WithOthers(default, RiskScope.Global, One, Btc, Start).Others.Value);
        Assert.Equal(5m, state.WithOthers(default, RiskScope.Of(new StrategyId("s")), One, Btc, Start).Others.Value);
        Assert.Equal(2, state.WithOthers(default, RiskScope.Of(new StrategyId("s")), One, Btc, Start).OrdersInMinute);
        Assert.Equal(3, state.WithOthers(default, RiskScope.Global, One, Btc, Start).OpenOrders);
        Assert.Equal(0, state.WithOthers(default, RiskScope.Global, One, Btc, Start.AddSeconds(61)).OrdersInMinute);
        Assert.Equal(0, state.WithOthers(default, RiskScope.Global, One, Btc, Start.AddDays(1)).OrdersToday);
    }

    [Fact]
    public void SharedLoss_AtTheLimit_LatchesTheScope()
    {
        Do(new RiskCommand.Configure([new(RiskScope.Global, new(DailyLossMax: 100m, OnLoss: TradingMode.Halted))], [One]));
        Do(new RiskCommand.Follow(new() { Account = One, Results = [new(new("s"), "USDT", new(-20m))] }));
        Do(new RiskCommand.Assess([new(new("s"), "USDT", new(0m))]));
        Do(new RiskCommand.Follow(new() { Account = One, Results = [new(new("s"), "USDT", new(-60m))] }));
        Do(new RiskCommand.Assess([new(new("s"), "USDT", new(-50m))]));
        Assert.Empty(state.Standing);
        Do(new RiskCommand.Assess([new(new("s"), "USDT", new(-60m))]));
        Do(new RiskCommand.Assess([new(new("s"), "USDT", new(-70m))]));
        Assert.Equal(TradingMode.Halted, state.Standing[RiskScope.Global].Mode);
        Assert.Equal("daily-loss-limit", Assert.Single(events.OfType<SharedLossBreached>()).Code);
    }

    [Fact]
    public void SharedLoss_WithAnUnpricedPosition_IsNotJudged()
    {
        Do(new RiskCommand.Configure([new(RiskScope.Global, new(DailyLossMax: 1m))], [One]));
        Do(new RiskCommand.Assess([new(new("s"), "USDT", new(0m))]));
        Do(new RiskCommand.Assess([new(new("s"), "USDT", null)]));
        Assert.Single(events.OfType<SharedLossMarked>());
        Assert.Empty(state.Standing);
    }

    [Fact]
    public void Standing_SetTwice_IsOneEvent_AndReleaseForgetsTheLosses()
    {
        Do(new RiskCommand.SetStanding(RiskScope.Global, TradingMode.Halted, "Odd.", "ann"));
        Do(new RiskCommand.SetStanding(RiskScope.Global, TradingMode.Halted, "Odd.", "ann"));
        Do(new RiskCommand.SetStanding(RiskScope.Global, TradingMode.Active, "Fine.", "ann"));
        Assert.Equal(2, events.Count);
        Assert.Empty(state.Standing);
    }

    [Fact]
    public void Configure_WithoutAnAccount_ForgetsItsExposure()
    {
        Tell(One, Entry("o1", 3m));
        Do(new RiskCommand.Follow(new() { Account = One, Positions = [new(new("s"), Btc, new(2m), new(60_000m))] }));
        Do(new RiskCommand.Configure([], [new("two")]));
        Assert.Empty(state.Books);
        Assert.Empty(state.Reservations);
        Assert.Empty(state.Totals);
    }

    private static string Name(ClientOrderId id) => id == Id("lost") ? "lost" : id == Id("others") ? "others" : "leaked";

    private static ClientOrderId Id(string name) => ClientOrderId.Derive(name);

    private static EntryExposure Entry(string name, decimal open, bool isFilled = false) =>
        new(Id(name), new("s"), Btc, Side.Buy, new(open), new(60_000m), isFilled);

    private void Tell(AccountId account, EntryExposure entry) => Do(new RiskCommand.Follow(new() { Account = account, Entries = [entry] }));

    /// <summary>Every step goes through the journal's own text: the state is what the events fold to, and nothing else.</summary>
    private void Do(RiskCommand command)
    {
        var decision = RiskLedger.Decide(state, command, Start);
        var folded = decision.Events.Aggregate(state, (before, happened) => RiskLedger.Apply(before, ThroughTheJournal(happened)));
        Assert.Equal(Text(decision.State), Text(folded));
        state = decision.State;
        events.AddRange(decision.Events);
    }

    private static string Text(RiskState state) => Encoding.UTF8.GetString(RiskCodec.WriteState(state));

    private static RiskEvent ThroughTheJournal(RiskEvent happened)
    {
        var draft = RiskCodec.Events.Write(happened, Start);
        return RiskCodec.Events.Read(new JournalEvent(StreamId.Risk, 1, 1, Start, draft.Type, draft.Payload, default));
    }
}
