using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// A subscription that does not submit by itself parks the resolved order for a person. What is shown is a preview: once
/// approved, the trade is planned and judged anew against the position and market found then.
/// </summary>
internal static class Approvals
{
    public static void Request(Turn turn, Trade trade, TradePlan plan, Quantity position)
    {
        var deadline = turn.Now + TimeSpan.FromSeconds(trade.Request.Terms.Rules.ApprovalSeconds);
        var side = plan.Enter ?? Sides.Reducing(position);
        var basis = PriceBasis.Of(turn.MarketOf(trade.Request.Instrument), trade.Request.SignalPrice, side, turn.Now);
        var quantity = plan.Enter is null ? position.Abs() : EntrySizing.Of(turn, trade with { Plan = plan, ExitedFrom = position }, basis).Quantity;
        turn.Record(new ApprovalRequested(trade.Id, plan, side, quantity, basis, deadline));
        turn.Wake(new TimerKey.StepDeadline(trade.Id, TradeStage.AwaitingApproval), deadline - turn.Now);
        TradeQueue.StartNext(turn, trade.Request.Instrument);
    }

    /// <summary>Approves it, as it was asked or with other terms.</summary>
    public static void Approve(Turn turn, AccountCommand.Approve approval)
    {
        if (Parked(turn, approval.Trade) is not { } trade)
        {
            return;
        }

        if (approval.Terms is { } terms && terms != trade.Request.Terms)
        {
            turn.Record(new TradeRevised(trade.Id, trade.Request with { Terms = terms }, $"Edited by {approval.By}."));
        }

        // A person looked at it just now: its age no longer speaks against it.
        turn.Record(new TradeApproved(trade.Id, approval.By, turn.Now + ApprovedFor));
        TradeQueue.Admit(turn, trade.Id);
    }

    public static void Reject(Turn turn, AccountCommand.Disapprove rejection)
    {
        if (Parked(turn, rejection.Trade) is { } trade)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Cancelled, "not-approved", $"{rejection.By} rejected it: {rejection.Why}");
        }
    }

    private static readonly TimeSpan ApprovedFor = TimeSpan.FromSeconds(60);

    private static Trade? Parked(Turn turn, TradeId id)
    {
        turn.Touch(id);
        return turn.State.Trades.TryGetValue(id, out var trade) && trade.Stage == TradeStage.AwaitingApproval ? trade : null;
    }
}
