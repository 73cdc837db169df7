using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>Lost answers: nothing ambiguous becomes a rejection, nothing is sent twice.</summary>
public sealed class EvidenceTests
{
    private readonly AccountScenario account = new();
    private readonly TradeId trade;
    private readonly PlaceOrder entry;

    public EvidenceTests()
    {
        trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.StopLoss = new() { Percent = 1m });
        entry = account.TakePlaced().Single();
    }

    [Fact]
    public void Timeout_IsUnknown_AndTheVenueIsAsked()
    {
        LoseTheAnswer();
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        Assert.Equal(TradeStatus.Unknown, account.Trade(trade).Status);
        Assert.Single(account.TakeEffects().OfType<Effect.Query>());
    }

    [Fact]
    public void Unknown_FoundWithItsFills_IsFilledAndProtected()
    {
        LoseTheAnswer();
        var order = account.State.Orders[entry.Id];
        var fill = account.FillOf(order.Ticket, 0.1m, 60_000m, "x1");
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Found(account.ReportOf(order, VenueOrderState.Filled, 0.1m), [fill]), account.Now));
        Assert.Equal(0.1m, account.Position);
        Assert.Single(account.TakePlaced());

        account.Do(new AccountCommand.Executed(fill));
        Assert.Equal(0.1m, account.Position);
    }

    [Fact]
    public void Unknown_AbsentBeforeAnEarlierSendCanNoLongerArrive_ProvesNothing()
    {
        LoseTheAnswer();
        Absent();
        Absent();
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Unknown_AbsentTwiceAfterTheDeadline_IsSentAgainWithTheSameId()
    {
        LoseTheAnswer();
        account.Pass(TimeSpan.FromSeconds(4.1));
        Absent();
        Assert.Empty(account.TakePlaced());
        account.Pass(TimeSpan.FromSeconds(1));
        Absent();
        Assert.Equal(entry.Id, Assert.Single(account.TakePlaced()).Id);
    }

    [Fact]
    public void Working_FoundBetweenTwoLookupsThatMissedIt_IsNotLost()
    {
        account.Accept(entry.Id);
        account.Pass(TimeSpan.FromSeconds(6));
        Absent();
        account.Do(new AccountCommand.EvidenceArrived(
            entry.Id, new OrderEvidence.Found(account.ReportOf(account.State.Orders[entry.Id], VenueOrderState.Working), []), account.Now));
        account.Pass(TimeSpan.FromSeconds(2));
        Absent();
        Assert.Equal(OrderState.Accepted, account.State.Orders[entry.Id].State);

        account.Pass(TimeSpan.FromSeconds(2));
        Absent();
        Assert.Equal("lost-by-venue", account.State.Orders[entry.Id].Code);
    }

    [Fact]
    public void Unknown_AbsentByAnAnswerOlderThanTheDeadline_ProvesNothing()
    {
        LoseTheAnswer();
        var asked = account.Now;
        account.Pass(TimeSpan.FromSeconds(10));
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Absent(), asked));
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Absent(), asked));
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Unknown_AbsentByAnswersAskedBeforeTheClockWasSetBack_ProvesNothing()
    {
        LoseTheAnswer();
        account.Pass(TimeSpan.FromSeconds(10));
        var asked = account.Now;
        account.Pass(TimeSpan.FromSeconds(-4));
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Absent(), asked));
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Absent(), asked.AddSeconds(2)));
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        var effects = account.TakeEffects();
        Assert.Empty(effects.OfType<Effect.Place>());
        Assert.Contains(effects, effect => effect is Effect.Schedule { Timer: TimerKey.Probe });
    }

    [Fact]
    public void Unknown_AbsentAndTooOldToEnter_Expires()
    {
        LoseTheAnswer();
        account.Pass(TimeSpan.FromSeconds(61));
        Absent();
        account.Pass(TimeSpan.FromSeconds(1));
        Absent();
        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Expired, "never-arrived"), (account.Trade(trade).Status, account.Trade(trade).Code));
    }

    [Fact]
    public void Fill_BeyondWhatRested_ProvesTheAmendmentUnderWay()
    {
        account.Do(new AccountCommand.PlaceEnded(entry.Id, new VenueOutcome.Rejected(RejectReason.Other, "-1", "No.")));
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(50_000m) });
        var resting = account.TakePlaced().Single().Id;
        account.Accept(resting);
        account.Do(new AccountCommand.ChangeOrder(resting, new(new(0.3m), new(50_000m), null), "ann"));

        account.Fill(resting, 0.2m, 50_000m);
        Assert.Equal((OrderState.PartlyFilled, 0.1m), (account.State.Orders[resting].State, account.State.Orders[resting].Open.Value));
        account.Fill(resting, 0.1m, 50_000m);
        Assert.Equal(OrderState.Filled, account.State.Orders[resting].State);
    }

    [Fact]
    public void Absences_FarApart_DoNotCountTogether()
    {
        LoseTheAnswer();
        account.Pass(TimeSpan.FromSeconds(5));
        Absent();
        account.Pass(TimeSpan.FromSeconds(12));
        Absent();
        Assert.Equal((OrderState.Unknown, 1), (account.State.Orders[entry.Id].State, account.State.Orders[entry.Id].AbsentProbes));
        Assert.Empty(account.TakePlaced());

        account.Pass(TimeSpan.FromSeconds(1));
        Absent();
        Assert.Equal(entry.Id, Assert.Single(account.TakePlaced()).Id);
    }

    [Fact]
    public void FailedLookup_CountsForNothing()
    {
        LoseTheAnswer();
        account.Pass(TimeSpan.FromSeconds(5));
        Absent();
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Failed("502"), account.Now));
        account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Failed("502"), account.Now));
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void DuplicateIdAnswer_IsEvidenceOfAcceptance()
    {
        account.Do(new AccountCommand.PlaceEnded(entry.Id, new VenueOutcome.Rejected(RejectReason.DuplicateClientOrderId, "-4116", "Duplicate")));
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        Assert.Single(account.TakeEffects().OfType<Effect.Query>());
    }

    [Fact]
    public void FillBeforeAcknowledgement_IsApplied()
    {
        account.Fill(entry.Id, 0.1m, 60_000m);
        account.Accept(entry.Id);
        Assert.Equal(OrderState.Filled, account.State.Orders[entry.Id].State);
        Assert.Equal(0.1m, account.Position);
    }

    [Fact]
    public void NotSent_IsTriedAgainWithTheSameId()
    {
        account.Do(new AccountCommand.PlaceEnded(entry.Id, new VenueOutcome.NotSent("429", TimeSpan.FromSeconds(1))));
        var wake = Assert.Single(account.TakeEffects().OfType<Effect.Schedule>());
        account.Pass(TimeSpan.FromSeconds(1));
        account.Do(new AccountCommand.TimerElapsed(wake.Timer));
        Assert.Equal(entry.Id, Assert.Single(account.TakePlaced()).Id);
    }

    [Fact]
    public void Filled_ReportWithoutItsFills_AsksAndDoesNotEnd()
    {
        account.Accept(entry.Id);
        account.TakeEffects();
        account.Report(entry.Id, VenueOrderState.Cancelled, filled: 0.05m);
        Assert.False(account.State.Orders[entry.Id].State.IsTerminal);
        Assert.Single(account.TakeEffects().OfType<Effect.Query>());
    }

    [Fact]
    public void LateFill_AfterTheEnd_AppliesAndLeavesTheState()
    {
        account.Accept(entry.Id);
        account.Report(entry.Id, VenueOrderState.Cancelled);
        account.TakeEffects();
        account.Fill(entry.Id, 0.1m, 60_000m);
        Assert.Equal(OrderState.Cancelled, account.State.Orders[entry.Id].State);
        Assert.Equal(0.1m, account.Position);
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void Position_ReportedDifferentlyForAWhile_IsTakenOver()
    {
        account.AcceptAndFill(entry.Id, 60_000m);
        account.Accept(account.TakePlaced().Single().Id);
        account.TakeEffects();
        var flat = AccountScenario.Empty() with { OpenOrders = [account.ReportOf(account.OrderOf(Leg.StopLoss), VenueOrderState.Working)] };
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(flat), [], account.Now));
        Assert.Equal(0.1m, account.Position);
        account.Pass(TimeSpan.FromSeconds(2));
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(flat), [], account.Now));
        Assert.Equal(0m, account.Position);
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void Amendment_ThatArrivesAfterALaterOne_IsSeenAndSetRight()
    {
        account.AcceptAndFill(entry.Id, 60_000m);
        var stop = account.TakePlaced().Single().Id;
        account.Accept(stop);
        account.TakeEffects();
        var stale = account.ReportOf(account.State.Orders[stop], VenueOrderState.Working) with { Quantity = new(0.4m) };
        account.Do(new AccountCommand.OrderChanged(stale));
        Assert.Equal(stop, Assert.Single(account.TakeEffects().OfType<Effect.Query>()).Lookup.Id);
        account.Do(new AccountCommand.EvidenceArrived(stop, new OrderEvidence.Found(stale, []), account.Now));
        Assert.Equal(0.1m, Assert.Single(account.TakeEffects().OfType<Effect.Amend>()).Amendment.Quantity.Value);
    }

    [Fact]
    public void FailedSnapshot_NeverMeansFlat()
    {
        account.AcceptAndFill(entry.Id, 60_000m);
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Failed<VenueSnapshot>("503"), [], account.Now));
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Failed<VenueSnapshot>("503"), [], account.Now));
        Assert.Equal(0.1m, account.Position);
    }

    [Fact]
    public void Restart_WithAnIntentAndNoEvidence_AsksInsteadOfSending()
    {
        account.Do(new AccountCommand.Recover(account.State.Profile!));
        Assert.Equal(OrderState.Unknown, account.State.Orders[entry.Id].State);
        var effects = account.TakeEffects();
        Assert.DoesNotContain(effects, effect => effect is Effect.Place);
        Assert.Single(effects.OfType<Effect.TakeSnapshot>());
    }

    private void LoseTheAnswer() => account.Do(new AccountCommand.PlaceEnded(entry.Id, new VenueOutcome.Unknown("timeout")));

    private void Absent() => account.Do(new AccountCommand.EvidenceArrived(entry.Id, new OrderEvidence.Absent(), account.Now));
}
