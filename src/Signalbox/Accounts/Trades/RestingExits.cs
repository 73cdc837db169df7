using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Markets;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Exits a signal left in the book must not outlive the position they leave, nor grow beyond it. Venues with reduce-only
/// orders see to the size themselves; at the others it is capped here.
/// </summary>
internal static class RestingExits
{
    public static void Keep(Turn turn, Trade trade)
    {
        if (trade.ExitOrder is not { } id || !turn.State.Orders.TryGetValue(id, out var order) || order.Ticket.IsImmediate)
        {
            return;
        }

        if (order.State.IsTerminal)
        {
            LockedBalance.OnExitEnded(turn, order);
        }
        else if (order is { State.IsWorking: true, Pending: null })
        {
            KeepSize(turn, trade, order);
        }
    }

    private static void KeepSize(Turn turn, Trade trade, Order order)
    {
        var holding = turn.State.Holdings[order.Ticket.Instrument];
        var position = holding.Tradable(turn.State.ReachOf(trade.Id.Subscription));
        if (position.IsZero || Sides.Reducing(position) != order.Ticket.Side)
        {
            OrderChanges.Cancel(turn, order, "The position it was to leave is gone.");
        }
        else if (!order.Ticket.ReduceOnly && order.Open > position.Abs())
        {
            Shrink(turn, order, order.Filled + position.Abs());
        }
    }

    private static void Shrink(Turn turn, Order order, Quantity quantity)
    {
        if (turn.Profile.Capabilities.Amend && order.AmendmentsRefused == 0)
        {
            OrderChanges.Amend(turn, order, order.Levels with { Quantity = quantity }, "The position became smaller.");
        }
        else
        {
            OrderChanges.Cancel(turn, order, "The position became smaller than what it was to leave.");
        }
    }
}
