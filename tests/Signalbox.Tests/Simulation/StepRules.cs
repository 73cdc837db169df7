using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Signals;

namespace Signalbox.Tests.Simulation;

/// <summary>What each step must respect, judged from the state it was taken in.</summary>
internal static class StepRules
{
    /// <summary>Null where nothing is broken.</summary>
    public static string? Broken(AccountState state, AccountEvent happened, DateTimeOffset at) => happened switch
    {
        TradeStarted started => OfStart(state, state.Trades[started.Trade], started, at),
        OrderIntended { Ticket: { Trade: { } id, ClosesLot: false, Flattens: false } ticket } when state.Trades.TryGetValue(id, out var trade) => OfIntent(state, trade, ticket),
        _ => null,
    };

    private static string? OfStart(AccountState state, Trade trade, TradeStarted started, DateTimeOffset at)
    {
        var request = trade.Request;
        if (started.Plan.Enter is not null && at > request.ValidUntil)
        {
            return $"an entry begins at {at:O} that was valid until {request.ValidUntil:O}.";
        }

        if (!request.Terms.Rules.AutoSubmit && !trade.IsApproved && request.Action is not SignalAction.Cancel && request.Strategy.Value == "strategy")
        {
            return "it begins without the approval it needs.";
        }

        return state.Holdings.TryGetValue(request.Instrument, out var holding) && holding.Active is { } active && active != request.Id
            ? $"it begins while {active} is under way."
            : null;
    }

    private static string? OfIntent(AccountState state, Trade trade, OrderTicket ticket)
    {
        var position = state.Holdings[ticket.Instrument].Tradable(state.ReachOf(trade.Id.Subscription));
        if (ticket is { Leg: Leg.Entry, Revision: 0 } && trade.Plan is { IsReversal: true } && !position.IsZero)
        {
            return $"the entry of a reversal follows while {position} is still held.";
        }

        return ticket.Leg == Leg.Exit && ticket.Quantity > position.Abs()
            ? $"an exit of {ticket.Quantity} is intended for a position of {position}."
            : null;
    }
}
