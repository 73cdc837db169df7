using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
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

    public static void OnDeadline(Turn turn, TradeId id, TradeStage stage)
    {
        if (!turn.State.Trades.TryGetValue(id, out var trade) || trade.Stage != stage)
        {
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

    /// <summary>Everything that was to be cancelled is gone: the next step begins.</summary>
    public static void AfterCancel(Turn turn, Trade trade)
    {
        if (trade.Plan!.Flatten)
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

    public static void End(Turn turn, TradeId id, TradeStatus status, Refusal why) => End(turn, new(id, status, why.Code, why.Message) { Field = why.Field });

    /// <param name="status">Null: what its orders came to.</param>
    public static void End(Turn turn, TradeId id, TradeStatus? status, string? code, string? message) => End(turn, new(id, status, code, message));

    private static void End(Turn turn, TradeEnded ended)
    {
        var id = ended.Trade;
        turn.Record(ended);
        LockedBalance.Restore(turn, id);
        turn.Touch(id);
        TradeQueue.StartNext(turn, turn.State.Trades[id].Request.Instrument);
    }
}
