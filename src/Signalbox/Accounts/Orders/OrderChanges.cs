using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Accounts.Orders;

/// <summary>Cancelling and amending. One change of an order is under way at a time.</summary>
internal static class OrderChanges
{
    private static readonly TimeSpan UnsentRetry = TimeSpan.FromMilliseconds(250);
    private const int UnsentRetryGrowthMax = 40;
    private const int RefusalsThatCount = 30;
    private static readonly TimeSpan ConfirmationExpected = TimeSpan.FromSeconds(1);

    public static void Cancel(Turn turn, Order order, string why)
    {
        if (order is { State.IsTerminal: false, Pending: not { IsCancel: true }, DoubtedUntil: null })
        {
            Change(turn, order, null, why);
        }
    }

    public static void Amend(Turn turn, Order order, OrderLevels levels, string why)
    {
        if (order is { State.IsTerminal: false, Pending: null, DoubtedUntil: null })
        {
            Change(turn, order, levels, why);
        }
    }

    /// <summary>Sends a change; one that waited, or one that never left.</summary>
    public static void Send(Turn turn, Order order, OrderLevels? levels, string why)
    {
        var sendBy = turn.Now + turn.Profile.Bounds.SendWithin;
        turn.Record(new OrderChangeIntended(order.Id, levels, sendBy, why));
        turn.Do(levels is null
            ? new Effect.Cancel(new CancelOrder(order.Id, order.VenueOrderId, order.Ticket.Instrument) { SendBy = sendBy })
            : new Effect.Amend(new AmendOrder
            {
                Id = order.Id,
                VenueOrderId = order.VenueOrderId,
                Instrument = order.Ticket.Instrument,
                Quantity = levels.Quantity,
                LimitPrice = levels.LimitPrice,
                StopPrice = levels.StopPrice,
                SendBy = sendBy,
            }));
    }

    /// <summary>A lookup showed the order unchanged after the request could still arrive: a cancel is sent again, an amendment is dropped.</summary>
    public static void LapseIfOver(Turn turn, ClientOrderId id, DateTimeOffset askedAt)
    {
        if (!turn.State.Orders.TryGetValue(id, out var order)
            || order.State.IsTerminal
            || order.Pending is not { SendBy: { } sendBy } pending
            || askedAt < sendBy + turn.Profile.Capabilities.VisibilityDelay)
        {
            return;
        }

        turn.Record(new OrderChangeLapsed(id));
        if (pending.IsCancel)
        {
            Send(turn, turn.State.Orders[id], null, pending.Why);
        }
    }

    /// <param name="levels">Which change ended; another may have taken its place meanwhile.</param>
    public static void OnOutcome(Turn turn, ClientOrderId id, OrderLevels? levels, VenueOutcome outcome)
    {
        if (!turn.State.Orders.TryGetValue(id, out var order) || order.State.IsTerminal)
        {
            return;
        }

        turn.Touch(order.Ticket.Trade);
        if (outcome is VenueOutcome.Accepted && levels is not null)
        {
            turn.Record(new OrderAmended(id, levels));
        }
        else if (order.Pending is { } pending && pending.Levels == levels)
        {
            OnPendingOutcome(turn, order, pending, outcome);
        }
    }

    private static void OnPendingOutcome(Turn turn, Order order, PendingChange pending, VenueOutcome outcome)
    {
        switch (outcome)
        {
            case VenueOutcome.Accepted:
                // Accepted is not yet cancelled: a fill may be crossing. The stream tells, or the lookup does.
                turn.Wake(new TimerKey.Probe(order.Id), ConfirmationExpected);
                break;
            case VenueOutcome.Rejected rejected:
                var wait = turn.Profile.Bounds.ProbeSpacing * Math.Min(order.ChangesRefused, RefusalsThatCount);
                turn.Record(new OrderChangeRefused(order.Id, rejected.VenueCode, rejected.Message, turn.Now + wait));
                OrderLookup.Ask(turn, order);
                break;
            case VenueOutcome.NotSent unsent:
                turn.Wake(new TimerKey.Rechange(order.Id), unsent.RetryAfter ?? UnsentRetry * Math.Min(pending.Attempts, UnsentRetryGrowthMax));
                break;
            case VenueOutcome.Unknown:
                OrderLookup.Ask(turn, order);
                break;
        }
    }

    public static void Resend(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && !order.State.IsTerminal && order.Pending is { IsSent: true } pending)
        {
            Send(turn, order, pending.Levels, pending.Why);
        }
    }

    private static void Change(Turn turn, Order order, OrderLevels? levels, string why)
    {
        // A change must not overtake the order itself: it waits for the acceptance.
        if (order.State.IsWorking)
        {
            Send(turn, order, levels, why);
        }
        else
        {
            turn.Record(new OrderChangeIntended(order.Id, levels, SendBy: null, why));
        }
    }
}
