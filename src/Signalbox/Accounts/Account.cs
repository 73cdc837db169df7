using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;

namespace Signalbox.Accounts;

/// <summary>
/// The account state machine. It alone decides what touches the account's orders and positions, one command at a time, from
/// the state, the command and the time it is given: no clock, no randomness, no I/O.
/// </summary>
public static class Account
{
    /// <summary>A decision that has not come to rest after so many rounds is a defect, not a market.</summary>
    private const int SettlingRoundsMax = 64;

    public static Decision Decide(AccountState state, AccountCommand command, DateTimeOffset now)
    {
        var turn = new Turn(state, command, now);
        Handle(turn, command);
        if (command is AccountCommand.OrderChanged or AccountCommand.Executed or AccountCommand.PlaceEnded or AccountCommand.ChangeEnded or AccountCommand.EvidenceArrived)
        {
            Flattening.Resume(turn);
        }

        Settle(turn);
        NakedWatch.AfterTurn(turn);
        TradeOutcome.Announce(turn);
        return turn.End();
    }

    public static AccountState Apply(AccountState state, AccountEvent happened) => AccountFold.Apply(state, happened);

    private static void Handle(Turn turn, AccountCommand command)
    {
        switch (command)
        {
            case AccountCommand.Recover recover:
                Reconciler.Recover(turn, recover.Profile);
                break;
            case AccountCommand.TakeSignal signal:
                TradeQueue.Take(turn, signal);
                break;
            case AccountCommand.RefuseSignal refused:
                TradeQueue.Refuse(turn, refused);
                break;
            case AccountCommand.PlaceEnded ended:
                OrderSending.OnOutcome(turn, ended.Order, ended.Outcome);
                break;
            case AccountCommand.PlaceIsSlow slow:
                OrderSending.OnSlow(turn, slow.Order);
                break;
            case AccountCommand.ChangeEnded ended:
                OrderChanges.OnOutcome(turn, ended.Order, ended.Levels, ended.Outcome);
                break;
            case AccountCommand.EvidenceArrived arrived:
                OrderLookup.OnEvidence(turn, arrived);
                break;
            case AccountCommand.OrderChanged changed:
                OrderReports.OnReport(turn, changed.Report, isLookup: false);
                break;
            case AccountCommand.Executed executed:
                OrderReports.OnFill(turn, executed.Fill);
                break;
            case AccountCommand.FillVoided voided:
                VoidedFills.OnVoided(turn, voided.Fill);
                break;
            case AccountCommand.StreamGap gap:
                Reconciler.OnGap(turn, gap.Why);
                break;
            case AccountCommand.SnapshotArrived arrived:
                Reconciler.OnSnapshot(turn, arrived);
                break;
            case AccountCommand.QuoteArrived arrived:
                OnQuote(turn, arrived);
                break;
            case AccountCommand.ScorerEnded ended:
                ScoringStage.OnAnswer(turn, ended);
                break;
            case AccountCommand.Resume resume:
                turn.TouchActive(resume.Instrument);
                TradeQueue.StartNext(turn, resume.Instrument);
                break;
            case AccountCommand.Approve approval:
                Approvals.Approve(turn, approval);
                break;
            case AccountCommand.Disapprove rejection:
                Approvals.Reject(turn, rejection);
                break;
            case AccountCommand.ChangeOrder asked:
                ManualChanges.Change(turn, asked);
                break;
            case AccountCommand.TimerElapsed elapsed:
                OnTimer(turn, elapsed.Timer);
                break;
            default:
                HandleRisk(turn, command);
                break;
        }
    }

    private static void HandleRisk(Turn turn, AccountCommand command)
    {
        switch (command)
        {
            case AccountCommand.SetTradingState wanted:
                TradingStates.Set(turn, wanted);
                LossWatch.Look(turn);
                break;
            case AccountCommand.FollowStanding standing:
                TradingStates.Follow(turn, standing.Standing);
                break;
            case AccountCommand.PlaceHeld held:
                OrderSending.OnHeld(turn, held);
                break;
            case AccountCommand.Reconfigure changed:
                Reconciler.Configure(turn, changed.Profile);
                break;
            case AccountCommand.AssessLosses:
                LossWatch.Look(turn);
                break;
            case AccountCommand.ReportExposure:
                break;
            default:
                throw new InvalidOperationException($"{command.GetType().Name} has no handler.");
        }
    }

    private static void OnTimer(Turn turn, TimerKey timer)
    {
        switch (timer)
        {
            case TimerKey.Probe probe:
                OrderLookup.Probe(turn, probe.Order);
                break;
            case TimerKey.Resend resend:
                OrderSending.Resend(turn, resend.Order);
                break;
            case TimerKey.Rechange rechange:
                OrderChanges.Resend(turn, rechange.Order);
                break;
            case TimerKey.DelayOver over:
                TradeQueue.OnDelayOver(turn, over.Trade);
                break;
            case TimerKey.Follow follow:
                Following.OnOverdue(turn, follow.Trade);
                break;
            case TimerKey.MarketOpens opens:
                ClosedMarkets.OnDue(turn, opens.Trade);
                break;
            case TimerKey.Look look:
                MarketWatch.OnLook(turn, look.Instrument);
                break;
            case TimerKey.Escalate escalate:
                StopOrders.OnEscalation(turn, escalate.Order);
                break;
            case TimerKey.CancelAfter after:
                OrderExpiry.OnDue(turn, after.Order);
                break;
            case TimerKey.StepDeadline deadline:
                TradeFlow.OnDeadline(turn, deadline.Trade, deadline.Stage);
                break;
            case TimerKey.Protect protect:
                turn.Touch(protect.Trade);
                break;
            case TimerKey.Reconcile reconcile:
                Reconciler.Ask(turn, reconcile.Reason);
                break;
            case TimerKey.Watch watch:
                NakedWatch.OnDue(turn, watch.Instrument);
                break;
            case TimerKey.UnknownAlert alert:
                OrderLookup.OnStillUnknown(turn, alert.Order);
                break;
            default:
                throw new InvalidOperationException($"{timer.GetType().Name} has no handler.");
        }
    }

    private static void OnQuote(Turn turn, AccountCommand.QuoteArrived arrived)
    {
        if (turn.State.Trades.TryGetValue(arrived.Trade, out var trade))
        {
            turn.Touch(arrived.Trade);
            Entries.OnQuote(turn, trade);
            ScoringStage.OnQuote(turn, trade);
        }
    }

    /// <summary>Every trade the command touched takes its next steps, until none has one left.</summary>
    private static void Settle(Turn turn)
    {
        for (var round = 0; round < SettlingRoundsMax; round++)
        {
            var before = turn.EventCount;
            var touched = turn.Touched.Count;
            for (var i = 0; i < touched; i++)
            {
                if (turn.State.Trades.ContainsKey(turn.Touched[i]))
                {
                    TakeNextSteps(turn, turn.Touched[i]);
                }
            }

            if (turn.EventCount == before && turn.Touched.Count == touched)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The account's decision did not come to rest. It ended in {LastOf(turn)}.");
    }

    private static string LastOf(Turn turn) =>
        string.Join(", ", Enumerable.Range(Math.Max(0, turn.EventCount - 6), Math.Min(6, turn.EventCount)).Select(turn.EventAt));

    private static void TakeNextSteps(Turn turn, Identity.TradeId trade)
    {
        TradeFlow.Advance(turn, trade);
        TradingStates.TakeBack(turn, trade);
        Slices.Continue(turn, turn.State.Trades[trade]);
        RestingExits.Keep(turn, turn.State.Trades[trade]);
        Protector.Converge(turn, trade);
    }
}
