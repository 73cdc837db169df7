using Signalbox.Identity;

namespace Signalbox.Accounts.Orders;

/// <summary>Orders that may stand for a limited time, where the venue does not count it for us.</summary>
internal static class OrderExpiry
{
    public static void OnDue(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order))
        {
            OrderChanges.Cancel(turn, order, "It stood as long as it was allowed to.");
        }
    }

    /// <summary>Arms the limit of a ticket that was just intended; again after a restart, from the same instant.</summary>
    public static void Arm(Turn turn, OrderTicket ticket)
    {
        if (ticket.CancelAt is { } at)
        {
            turn.Wake(new TimerKey.CancelAfter(ticket.Id), at - turn.Now);
        }
    }
}
