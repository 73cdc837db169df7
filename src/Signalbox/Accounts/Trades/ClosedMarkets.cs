using Signalbox.Accounts.Orders;
using Signalbox.Signals;
using Signalbox.Venues;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// The venue says that its market is closed: the trade waits and is tried again, planned anew, until it opens. One trade of a
/// subscription and ticker waits; a newer one takes its place.
/// </summary>
internal static class ClosedMarkets
{
    private static readonly TimeSpan RetryFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryMost = TimeSpan.FromMinutes(10);

    /// <summary>How long a retry counts once it is its turn.</summary>
    private static readonly TimeSpan RetriedFor = TimeSpan.FromSeconds(60);

    public static bool Refused(Order order) =>
        order is { State: OrderState.Rejected } && order.Filled.IsZero && order.Code == Text.Words.Of(RejectReason.MarketClosed);

    public static void Park(Turn turn, Trade trade)
    {
        var since = trade.ClosedSince ?? turn.Now;
        if (turn.Now - since > turn.Profile.Bounds.MarketClosedMax)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Expired, "market-closed",
                $"The market of {trade.Request.Instrument} did not open within {turn.Profile.Bounds.MarketClosedMax.TotalHours:0} hours.");
            return;
        }

        // Each wait is as long as all before it together: often at first, and seldom over a weekend.
        var wait = turn.Now - since;
        var due = turn.Now + (wait < RetryFirst ? RetryFirst : wait > RetryMost ? RetryMost : wait);
        turn.Record(new TradeParked(trade.Id, since, due));
        turn.Wake(new TimerKey.MarketOpens(trade.Id), due - turn.Now);
        TradeQueue.StartNext(turn, trade.Request.Instrument);
    }

    public static void OnDue(Turn turn, Identity.TradeId id)
    {
        if (!turn.State.Trades.TryGetValue(id, out var trade) || trade is not { Stage: TradeStage.AwaitingMarket, RetryAt: { } due })
        {
            return;
        }

        if (turn.Now < due)
        {
            // The machine's clock was set back, or the wait began anew meanwhile.
            turn.Wake(new TimerKey.MarketOpens(id), due - turn.Now);
        }
        else
        {
            turn.Record(new TradeReleased(id, turn.Now + RetriedFor));
            turn.Touch(id);
            TradeQueue.Admit(turn, id);
        }
    }

    /// <summary>A newer signal of the same subscription and ticker takes the place of the one that waits.</summary>
    public static void Replace(Turn turn, TradeRequest newer)
    {
        if (newer.Action == SignalAction.Cancel)
        {
            return;
        }

        foreach (var older in turn.State.Holdings[newer.Instrument].Closed)
        {
            if (older != newer.Id && older.Subscription == newer.Id.Subscription)
            {
                TradeFlow.End(turn, older, TradeStatus.Cancelled, "replaced", $"Signal {newer.Id.Signal} took its place before the market opened.");
            }
        }
    }
}
