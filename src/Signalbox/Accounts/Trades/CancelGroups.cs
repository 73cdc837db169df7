using Signalbox.Accounts.Orders;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Orders the sender put into one group: the first that fills cancels the others. Where another fills all the same before
/// its cancel arrives, what it opened is closed again at once.
/// </summary>
internal static class CancelGroups
{
    /// <summary>After a fill: the first of its group decides it.</summary>
    public static void OnFill(Turn turn, Order order)
    {
        if (order.Ticket is not { Leg: Leg.Entry or Leg.Exit, ClosesLot: false, Flattens: false, Trade: { } winner }
            || !turn.State.Trades.TryGetValue(winner, out var trade)
            || trade is { Request.CancelGroup: null } or { GroupLostTo: not null } or { GroupWon: true })
        {
            return;
        }

        turn.Record(new GroupDecided(winner));
        foreach (var other in Others(turn.State, trade.Request).Where(IsOpen(turn.State)).ToArray())
        {
            turn.Record(new GroupLost(other.Id, winner));
            turn.Touch(other.Id);
            Withdraw(turn, turn.State.Trades[other.Id]);
        }
    }

    /// <summary>In a batch, a group that is decided stays so: null while nobody has filled.</summary>
    public static Trade? WinnerBefore(AccountState state, TradeRequest request)
    {
        if (request is { CancelGroup: not null, Batch: not null })
        {
            foreach (var other in Others(state, request))
            {
                if (other.GroupWon)
                {
                    return other;
                }
            }
        }

        return null;
    }

    private static void Withdraw(Turn turn, Trade loser)
    {
        if (loser.Stage is TradeStage.Waiting or TradeStage.Delayed or TradeStage.AwaitingApproval or TradeStage.AwaitingTrigger or TradeStage.Following or TradeStage.Pricing)
        {
            TradeFlow.End(turn, loser.Id, TradeStatus.Cancelled, "group-filled", WhyLost(turn.State.Trades[loser.Id]));
            return;
        }

        foreach (var id in new[] { loser.EntryOrder, loser.ExitOrder })
        {
            if (id is { } known && turn.State.Orders.TryGetValue(known, out var order))
            {
                OrderChanges.Cancel(turn, order, WhyLost(turn.State.Trades[loser.Id]));
            }
        }
    }

    public static string WhyLost(Trade loser) => $"Signal {loser.GroupLostTo?.Signal} of the same group filled first.";

    private static Func<Trade, bool> IsOpen(AccountState state) => trade =>
        trade.GroupLostTo is null && (trade.Stage != TradeStage.Done || IsOpen(state, trade.EntryOrder) || IsOpen(state, trade.ExitOrder));

    private static bool IsOpen(AccountState state, Identity.ClientOrderId? id) =>
        id is { } known && state.Orders.TryGetValue(known, out var order) && !order.State.IsTerminal;

    private static IEnumerable<Trade> Others(AccountState state, TradeRequest request) => state.Trades.Values.Where(other =>
        other.Request.CancelGroup == request.CancelGroup
        && other.Request.Batch == request.Batch
        && other.Id.Subscription == request.Id.Subscription
        && other.Id != request.Id);
}
