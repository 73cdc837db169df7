using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>Which open orders a trade cancels. Stops and targets of a position stay, unless the signal says otherwise.</summary>
internal static class OpenOrders
{
    public static bool Any(AccountState state, TradeRequest request) =>
        AnyToCancel(state, request) || AnyKeptHere(state, request) || (request is { IncludeProtection: true, CancelOrderType: not null } && Protected(state, request).Any());

    // Asked at every signal, and mostly nothing is open.
    private static bool AnyToCancel(AccountState state, TradeRequest request) =>
        !state.Holdings[request.Instrument].OpenOrders.IsEmpty && ToCancel(state, request).Any();

    private static bool AnyKeptHere(AccountState state, TradeRequest request) =>
        (state.Holdings[request.Instrument] is not { Triggers.Count: 0, Closed.Count: 0 } || !state.Followers.IsEmpty) && KeptHere(state, request).Any();

    public static void Cancel(Turn turn, TradeRequest request)
    {
        if (request.IncludeProtection)
        {
            Waive(turn, request);
        }

        foreach (var waiting in KeptHere(turn.State, request).ToArray())
        {
            TradeFlow.End(turn, waiting.Id, TradeStatus.Cancelled, "cancelled", $"Cancelled for signal {request.Id.Signal}.");
        }

        foreach (var order in ToCancel(turn.State, request).ToArray())
        {
            OrderChanges.Cancel(turn, order, $"Cancelled for signal {request.Id.Signal}.");
        }
    }

    /// <summary>Orders we keep for the venue are open orders to whoever sent them.</summary>
    private static IEnumerable<Trade> KeptHere(AccountState state, TradeRequest request) => state.Holdings[request.Instrument].Triggers
        .Concat(state.Holdings[request.Instrument].Closed)
        .Concat(state.Followers)
        .Select(id => state.Trades[id])
        .Where(trade => trade.Id != request.Id
            && trade.Request.Instrument == request.Instrument
            && (trade.Stage is TradeStage.AwaitingTrigger or TradeStage.AwaitingMarket || trade.Request.AfterFillOf is not null)
            && (request.CancelOrderType is not { } type || trade.Request.Terms.EntryOrder.Value.Type == type)
            && (state.ReachOf(request.Id.Subscription).Only is not { } subscription || trade.Id.Subscription == subscription));

    private static IEnumerable<Order> ToCancel(AccountState state, TradeRequest request) => state.Holdings[request.Instrument].OpenOrders
        .Select(id => state.Orders[id])
        .Where(order => order.Ticket.Trade != request.Id && IsMeant(state, request, order));

    private static bool IsMeant(AccountState state, TradeRequest request, Order order) =>
        (request.CancelOrderType is not { } type || order.Ticket.Type == type)
        && ((request.IncludeProtection && request.CancelOrderType is null) || order.Ticket.Leg == Leg.Entry || order.Ticket is { Leg: Leg.Exit, ClosesLot: false })
        && (state.ReachOf(request.Id.Subscription).Only is not { } subscription || order.Ticket.Trade?.Subscription == subscription);

    /// <summary>All of it, or by the type of order it is: what a signal took away on purpose is no longer demanded.</summary>
    private static void Waive(Turn turn, TradeRequest request)
    {
        foreach (var owner in Protected(turn.State, request).ToArray())
        {
            if (request.CancelOrderType is not { } type)
            {
                turn.Record(new ProtectionWaived(owner.Id));
            }
            else
            {
                turn.Record(new ProtectionSet(owner.Id, IsStop(owner, type) ? null : owner.StopTerms, type == OrderType.Limit ? null : owner.ProfitTerms, request.Id));
                turn.Touch(owner.Id);
            }
        }
    }

    private static IEnumerable<Trade> Protected(AccountState state, TradeRequest request)
    {
        var reach = state.ReachOf(request.Id.Subscription);
        foreach (var lot in state.Holdings[request.Instrument].Lots)
        {
            if (lot.Trade is { } id
                && reach.Includes(lot)
                && state.Trades.GetValueOrDefault(id) is { } owner
                && (request.CancelOrderType is not { } type || IsStop(owner, type) || (type == OrderType.Limit && owner.ProfitTerms is not null)))
            {
                yield return owner;
            }
        }
    }

    private static bool IsStop(Trade owner, OrderType type) => owner.StopTerms?.Type switch
    {
        StopLossType.Stop => type == OrderType.Stop,
        StopLossType.StopLimit => type == OrderType.StopLimit,
        StopLossType.TrailingStop => type == OrderType.TrailingStop,
        _ => false,
    };
}
