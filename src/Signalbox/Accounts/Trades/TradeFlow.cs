using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;

namespace Signalbox.Accounts.Trades;

/// <summary>The steps of a trade whose turn has come: cancel, exit, enter, done. Each begins when the one before it is over.</summary>
internal static class TradeFlow
{
    /// <summary>Continues whatever step the trade is at; called after anything that may have ended the step.</summary>
    public static void Advance(Turn turn, TradeId id)
    {
        var trade = turn.State.Trades[id];
        switch (trade.Stage)
        {
            case TradeStage.Cancelling when !OpenOrders.Any(turn.State, trade.Request):
                AfterCancel(turn, trade);
                break;
            case TradeStage.Scoring:
                ScoringStage.Continue(turn, id);
                break;
            case TradeStage.Exiting:
                Exits.Continue(turn, trade);
                break;
            case TradeStage.AbandoningExit:
                Exits.Abandon(turn, trade);
                break;
            case TradeStage.Entering:
                Entries.Continue(turn, trade);
                break;
            case TradeStage.Flattening:
                Flattening.Continue(turn, trade);
                break;
        }
    }

    /// <summary>Takes up a step that is given up after as long as its subscription waits; the moment is decided here, once, also where it is planned anew.</summary>
    public static void AdvanceForAWhile(Turn turn, Trade trade, TradeStage stage)
    {
        var until = trade.Stage == stage && trade.StepUntil is { } decided ? decided : turn.Now + TimeSpan.FromSeconds(trade.Request.Terms.Rules.WaitSecondsMax);
        turn.Record(new TradeAdvanced(trade.Id, stage, until));
        turn.Wake(new TimerKey.StepDeadline(trade.Id, stage), until - turn.Now);
    }

    /// <summary>After a restart: with the time that is left. A stream of an earlier version does not tell the moment, and begins anew.</summary>
    public static void ResumeDeadline(Turn turn, Trade trade)
    {
        if (trade.StepUntil is { } until)
        {
            turn.Wake(new TimerKey.StepDeadline(trade.Id, trade.Stage), until - turn.Now);
        }
        else if (trade.Stage == TradeStage.Cancelling || trade.Plan!.IsReversal)
        {
            turn.Wake(new TimerKey.StepDeadline(trade.Id, trade.Stage), TimeSpan.FromSeconds(trade.Request.Terms.Rules.WaitSecondsMax));
        }
    }

    public static void OnDeadline(Turn turn, TradeId id, TradeStage stage)
    {
        if (!turn.State.Trades.TryGetValue(id, out var trade) || trade.Stage != stage)
        {
            return;
        }

        if (stage is TradeStage.Cancelling or TradeStage.Exiting && turn.Now < trade.StepUntil)
        {
            // Of an earlier time at the same step, or the clock was set back.
            turn.Wake(new TimerKey.StepDeadline(id, stage), trade.StepUntil.Value - turn.Now);
            return;
        }

        turn.Touch(id);
        switch (stage)
        {
            case TradeStage.Cancelling:
                End(turn, id, TradeStatus.Denied, "cancel-timeout", "The open orders were not cancelled in time, so nothing was sent.");
                break;
            case TradeStage.Exiting:
                Exits.OnTimeout(turn, trade);
                break;
            case TradeStage.Scoring:
                ScoringStage.OnDeadline(turn, trade);
                break;
            case TradeStage.AwaitingApproval:
                End(turn, id, TradeStatus.Expired, "approval-timeout",
                    $"Nobody approved it within {trade.Request.Terms.Rules.ApprovalSeconds} s, so it was dropped.");
                break;
        }
    }

    /// <summary>Everything that was to be cancelled is gone: the next step begins. What filled meanwhile asks for another plan.</summary>
    public static void AfterCancel(Turn turn, Trade trade)
    {
        if (trade.Plan is { Flatten: false, Protect: false } and not { Exit: ExitStep.None, Enter: null } && PositionOf(turn, trade) != trade.ExitedFrom)
        {
            TradeStart.Begin(turn, trade.Id);
        }
        else if (trade.Plan!.Flatten)
        {
            Flattening.Begin(turn, trade);
        }
        else if (trade.Plan.Protect)
        {
            ProtectionChange.Apply(turn, trade);
        }
        else if (trade.Plan.Exit != ExitStep.None)
        {
            Exits.Begin(turn, trade);
        }
        else if (trade.Plan.Enter is not null)
        {
            Entries.Begin(turn, trade);
        }
        else
        {
            End(turn, trade.Id, TradeStatus.Cancelled, null, null);
        }
    }

    public static Quantity PositionOf(Turn turn, Trade trade) =>
        turn.State.Holdings[trade.Request.Instrument].Tradable(turn.State.ReachOf(trade.Id.Subscription));

    public static void End(Turn turn, TradeId id, TradeStatus status, Refusal why) => End(turn, new(id, status, why.Code, why.Message) { Field = why.Field });

    /// <param name="status">Null: what its orders came to.</param>
    public static void End(Turn turn, TradeId id, TradeStatus? status, string? code, string? message) => End(turn, new(id, status, code, message));

    /// <summary>Ends one that another is about to pass or replace: nobody's turn comes of it.</summary>
    public static void Drop(Turn turn, TradeId id, string code, string message) => Conclude(turn, new(id, TradeStatus.Cancelled, code, message));

    private static void End(Turn turn, TradeEnded ended)
    {
        if (Conclude(turn, ended))
        {
            TradeQueue.StartNext(turn, turn.State.Trades[ended.Trade].Request.Instrument);
        }
    }

    /// <summary>False where it is over already: what came of one end may be another's reason to end it.</summary>
    private static bool Conclude(Turn turn, TradeEnded ended)
    {
        if (turn.State.Trades[ended.Trade].Stage == TradeStage.Done)
        {
            return false;
        }

        turn.Record(ended);
        LockedBalance.Restore(turn, ended.Trade);
        turn.Touch(ended.Trade);
        return true;
    }
}
