using Signalbox.Accounts.Gates;
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
        var entryRefused = default(Refusal);
        if (plan.Enter is not null && WhyTooLate(turn, request) is { } late)
        {
            if (trade.Stage != TradeStage.Cancelling || plan.Exit == ExitStep.None)
            {
                TradeFlow.End(turn, id, TradeStatus.Skipped, late);
                return;
            }

            // One that had begun in time still leaves what it was to leave.
            (plan, entryRefused) = (plan with { Enter = null }, late);
        }

        // Rules refuse the whole trade; gates that judge entries leave it its exit.
        var context = ContextOf(turn, trade, plan);
        var gates = Judge(turn, context, out var refused);
        if (refused.Count > 0 && !GateRules.LeaveTheExit(context, refused))
        {
            var status = refused[0].Code is "too-old" or "exit-ignored" ? TradeStatus.Skipped : TradeStatus.Denied;
            TradeFlow.End(turn, id, status, refused[0].Code, refused[0].Detail);
            return;
        }

        if (refused.Count > 0)
        {
            entryRefused = new(refused[0].Code!, $"The entry was dropped. {refused[0].Detail}");
            plan = plan with { Enter = null };
            gates = GateRules.Judge(context with { Plan = plan });
        }

        if (!request.Terms.Rules.AutoSubmit && !trade.IsApproved && request.Action != SignalAction.Cancel)
        {
            Approvals.Request(turn, turn.State.Trades[id], plan, position);
            return;
        }

        if (ScoringStage.Ask(turn, turn.State.Trades[id], plan, gates))
        {
            return;
        }

        // It is under way before another ends for it: else that end would let it begin a second time.
        turn.Record(new TradeStarted(id, plan, position, entryRefused));
        ClosedMarkets.Replace(turn, request);
        BeginCancel(turn, turn.State.Trades[id]);
    }

    private static Refusal? WhyTooLate(Turn turn, TradeRequest request) =>
        turn.Now > request.ValidUntil ? new("stale", $"The signal was valid until {request.ValidUntil:HH:mm:ss} UTC and its turn came later, so it was skipped.")
        : turn.Now >= request.GoodTill ? new("expired", $"The order was good till {request.GoodTill:yyyy-MM-dd HH:mm:ss} UTC and its turn came later, so it was skipped.")
        : null;

    private static void Refuse(Turn turn, TradeId id, Refusal refusal) => TradeFlow.End(
        turn, id, refusal.Code == TradePlanner.AlreadyThere ? TradeStatus.Skipped : TradeStatus.Denied, refusal.Code, refusal.Message);

    /// <summary>What rules and gates may look at.</summary>
    public static RuleContext ContextOf(Turn turn, Trade trade, TradePlan plan)
    {
        var holding = turn.State.Holdings[trade.Request.Instrument];
        return new()
        {
            State = turn.State,
            Request = trade.Request,
            Plan = plan,
            Instrument = holding.Instrument,
            Position = holding.Tradable(turn.State.ReachOf(trade.Id.Subscription)),
            Now = turn.Now,
            Market = MarketView.Newer(turn.MarketOf(trade.Request.Instrument), trade.Scoring?.Quote),
            Funds = turn.FundsFor(holding.Instrument),
            Scoring = trade.Scoring,
        };
    }

    /// <param name="refused">Every verdict that is against it; rules come before gates.</param>
    private static GateJudgement Judge(Turn turn, RuleContext context, out IReadOnlyList<Verdict> refused)
    {
        var verdicts = TradeRuleBook.Judge(context);
        var gates = GateRules.Judge(context);
        ValueList<Verdict> all = gates.Verdicts.Count == 0 ? verdicts : [.. verdicts, .. gates.Verdicts];
        if (all.Count > 0)
        {
            turn.Record(new TradeJudged(context.Request.Id, all));
        }

        refused = all.Count == 0 ? [] : [.. all.Where(verdict => !verdict.Passed)];
        return gates;
    }

    private static void BeginCancel(Turn turn, Trade trade)
    {
        if (!trade.Plan!.CancelOpenOrders || !OpenOrders.Any(turn.State, trade.Request))
        {
            TradeFlow.AfterCancel(turn, trade);
            return;
        }

        TradeFlow.AdvanceForAWhile(turn, trade, TradeStage.Cancelling);
        OpenOrders.Cancel(turn, trade.Request);
        TradeFlow.Advance(turn, trade.Id);
    }
}
