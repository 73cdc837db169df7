using Signalbox.Accounts.Rules;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Accounts.Trades;

/// <summary>A trade's turn has come: it is planned against the position found, judged by every rule, and begins.</summary>
internal static class TradeStart
{
    public static void Begin(Turn turn, TradeId id)
    {
        var trade = turn.State.Trades[id];
        var request = trade.Request;
        var holding = turn.State.Holdings[request.Instrument];
        var position = holding.Tradable(turn.State.ReachOf(id.Subscription));

        if (CancelGroups.WinnerBefore(turn.State, request) is { } winner)
        {
            TradeFlow.End(turn, id, TradeStatus.Cancelled, "group-filled", $"Signal {winner.Id.Signal} of the same group filled first.");
            return;
        }

        // The plan is made for the position found now, not for the one at the time of the signal.
        var planned = TradePlanner.Plan(request, holding.Instrument, position, OpenOrders.Any(turn.State, request));
        if ((planned.Refusal ?? Opposition.Find(turn.State, request, planned.Plan!)) is { } refusal)
        {
            Refuse(turn, id, refusal);
            return;
        }

        var plan = TradingStateRule.WithoutEntry(turn.State, request, planned.Plan!);
        if (plan.Enter is not null && turn.Now > request.ValidUntil)
        {
            TradeFlow.End(turn, id, TradeStatus.Skipped, "stale",
                $"The signal was valid until {request.ValidUntil:HH:mm:ss} UTC and its turn came later, so it was skipped.");
            return;
        }

        if (!Passes(turn, request, plan, holding.Instrument, position))
        {
            return;
        }

        if (!request.Terms.Rules.AutoSubmit && !trade.IsApproved && request.Action != SignalAction.Cancel)
        {
            Approvals.Request(turn, turn.State.Trades[id], plan, position);
            return;
        }

        ClosedMarkets.Replace(turn, request);
        turn.Record(new TradeStarted(id, plan, position));
        BeginCancel(turn, turn.State.Trades[id]);
    }

    private static void Refuse(Turn turn, TradeId id, Refusal refusal) => TradeFlow.End(
        turn, id, refusal.Code == TradePlanner.AlreadyThere ? TradeStatus.Skipped : TradeStatus.Denied, refusal.Code, refusal.Message);

    private static bool Passes(Turn turn, TradeRequest request, TradePlan plan, Instrument instrument, Quantity position)
    {
        var verdicts = TradeRuleBook.Judge(new()
        {
            State = turn.State,
            Request = request,
            Plan = plan,
            Instrument = instrument,
            Position = position,
            Now = turn.Now,
            Market = turn.Market,
        });
        if (verdicts.Count > 0)
        {
            turn.Record(new TradeJudged(request.Id, verdicts));
        }

        if (FirstFailure(verdicts) is not { } failure)
        {
            return true;
        }

        var status = failure.Code is "too-old" or "exit-ignored" ? TradeStatus.Skipped : TradeStatus.Denied;
        TradeFlow.End(turn, request.Id, status, failure.Code, failure.Detail);
        return false;
    }

    private static Verdict? FirstFailure(ValueList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            if (!verdict.Passed)
            {
                return verdict;
            }
        }

        return null;
    }

    private static void BeginCancel(Turn turn, Trade trade)
    {
        if (!trade.Plan!.CancelOpenOrders || !OpenOrders.Any(turn.State, trade.Request))
        {
            TradeFlow.AfterCancel(turn, trade);
            return;
        }

        turn.Record(new TradeAdvanced(trade.Id, TradeStage.Cancelling));
        turn.Wake(new TimerKey.StepDeadline(trade.Id, TradeStage.Cancelling), TimeSpan.FromSeconds(trade.Request.Terms.Rules.WaitSecondsMax));
        OpenOrders.Cancel(turn, trade.Request);
        TradeFlow.Advance(turn, trade.Id);
    }
}
