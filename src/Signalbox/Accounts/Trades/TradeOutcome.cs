using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;

namespace Signalbox.Accounts.Trades;

/// <summary>What a trade has come to, as a caller is told.</summary>
internal readonly record struct TradeOutcome(TradeStatus Status, bool Settled, string? Code, string? Message)
{
    /// <summary>Records what changed for the callers of the trades a turn touched.</summary>
    public static void Announce(Turn turn)
    {
        Note(turn);
        while (Following.Look(turn))
        {
            Note(turn);
        }
    }

    private static void Note(Turn turn)
    {
        for (var i = 0; i < turn.Touched.Count; i++)
        {
            var id = turn.Touched[i];
            if (!turn.State.Trades.TryGetValue(id, out var trade))
            {
                continue;
            }

            var now = Of(turn.State, trade);
            if (now != new TradeOutcome(trade.Status, trade.Settled, trade.Code, trade.Message))
            {
                turn.Record(new TradeProgressed(id, now.Status, now.Settled, now.Code, now.Message));
            }
        }
    }

    public static TradeOutcome Of(AccountState state, Trade trade)
    {
        if (trade.EndedAs is { } ended)
        {
            return new(ended, true, trade.Code, trade.Message);
        }

        if (trade.Stage == TradeStage.AwaitingApproval)
        {
            return new(TradeStatus.AwaitingApproval, true, null, null);
        }

        if (trade.Stage == TradeStage.AwaitingTrigger || (trade.Stage == TradeStage.Following && trade.Request.AfterFillOf is not null))
        {
            return new(TradeStatus.Working, true, null, null);
        }

        if (trade.Stage == TradeStage.AwaitingMarket)
        {
            return new(TradeStatus.Pending, true, null, null);
        }

        var order = Deciding(state, trade);
        if (order is null)
        {
            return new(trade.Stage == TradeStage.Done ? trade.Status : TradeStatus.Pending, trade.Stage == TradeStage.Done, trade.Code, trade.Message);
        }

        var status = StatusOf(order, trade.Sliced);
        var settled = trade.Stage == TradeStage.Done
            && status is not (TradeStatus.Pending or TradeStatus.Unknown)
            && Protector.IsReady(state, trade);
        return status is TradeStatus.Filled or TradeStatus.Pending or TradeStatus.Working && trade.Stage != TradeStage.Done
            ? new(status == TradeStatus.Filled ? TradeStatus.Pending : status, settled, null, null)
            : new(status, settled, trade.Code ?? CodeOf(order), trade.Message ?? order.Reason);
    }

    /// <summary>The entry where there is one, else the exit.</summary>
    private static Order? Deciding(AccountState state, Trade trade) =>
        (trade.EntryOrder ?? trade.ExitOrder) is { } id ? state.Orders.GetValueOrDefault(id) : null;

    private static string? CodeOf(Order order) => order.State is OrderState.Filled ? null : order.Code;

    /// <param name="sliced">What earlier slices of the same order filled.</param>
    private static TradeStatus StatusOf(Order order, Markets.Quantity sliced) => order.State switch
    {
        OrderState.Intended or OrderState.Sent when !sliced.IsZero => TradeStatus.Working,
        OrderState.Filled => TradeStatus.Filled,
        OrderState.Accepted or OrderState.Triggered or OrderState.PartlyFilled => TradeStatus.Working,
        OrderState.Unknown => TradeStatus.Unknown,
        OrderState.Rejected => sliced.IsZero ? TradeStatus.Rejected : TradeStatus.Partial,
        OrderState.Denied => TradeStatus.Denied,
        OrderState.Cancelled => (order.Filled + sliced).IsZero ? TradeStatus.Cancelled : TradeStatus.Partial,
        OrderState.Expired => (order.Filled + sliced).IsZero ? TradeStatus.Expired : TradeStatus.Partial,
        _ => TradeStatus.Pending,
    };
}
