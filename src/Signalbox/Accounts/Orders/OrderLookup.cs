using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// The evidence rules. "Not found" ends an order only when the lookup itself succeeded, no earlier send can still arrive,
/// the venue's visibility delay has passed, and two spaced lookups agree. A failed lookup counts for nothing.
/// </summary>
internal static class OrderLookup
{
    private const int ProbesForAbsence = 2;

    /// <summary>What a venue overlooks now and then it may overlook again later: only lookups close to each other agree.</summary>
    private static readonly TimeSpan CountTogether = TimeSpan.FromSeconds(8);

    public static void Ask(Turn turn, Order order) =>
        turn.Do(new Effect.Query(new QueryOrder(order.Id, order.VenueOrderId, order.Ticket.Instrument)));

    /// <summary>A timer asks: only where something is still open to be learnt, such as fills that a report counted and no answer named.</summary>
    public static void Probe(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && (IsOpenQuestion(order) || order.State.IsWorking))
        {
            Ask(turn, order);
        }
    }

    /// <summary>Nothing has proven it either way: a person should know. The lookups go on.</summary>
    public static void OnStillUnknown(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && order is { State: OrderState.Unknown, Ticket.Trade: { } trade } && turn.State.Trades.ContainsKey(trade))
        {
            turn.Record(new AlarmRaised(trade, AlarmCodes.OutcomeUnknown,
                $"Whether {order.Ticket.Quantity} {order.Ticket.Instrument} reached the venue is still unknown: {order.Reason} It counts as sent until the venue says otherwise."));
        }
    }

    public static void OnEvidence(Turn turn, AccountCommand.EvidenceArrived arrived)
    {
        if (!turn.State.Orders.TryGetValue(arrived.Order, out var order))
        {
            return;
        }

        turn.Touch(order.Ticket.Trade);

        // The clock was set back since it was asked: whether a send came before or after the question, nobody can tell.
        var isOfAnotherTime = arrived.AskedAt > turn.Now;
        switch (arrived.Evidence)
        {
            case OrderEvidence.Found found:
                OnFound(turn, order, found, isOfAnotherTime ? DateTimeOffset.MinValue : arrived.AskedAt);
                break;
            case OrderEvidence.Absent when !isOfAnotherTime:
                OnAbsent(turn, order, arrived.AskedAt);
                break;
            case OrderEvidence.Absent or OrderEvidence.Failed when IsOpenQuestion(order):
                turn.Wake(new TimerKey.Probe(order.Id), turn.Profile.Bounds.ProbeSpacing);
                break;
        }
    }

    private static void OnFound(Turn turn, Order order, OrderEvidence.Found found, DateTimeOffset askedAt)
    {
        foreach (var fill in found.Fills)
        {
            OrderReports.OnFill(turn, fill);
        }

        OrderReports.OnReport(turn, found.Report, isLookup: true);
        OrderChanges.LapseIfOver(turn, order.Id, askedAt);
        ConfirmIfDue(turn, order.Id, askedAt);
        ForgetAbsence(turn, order.Id);
        if (turn.State.Orders.TryGetValue(order.Id, out var now) && IsOpenQuestion(now))
        {
            turn.Wake(new TimerKey.Probe(order.Id), turn.Profile.Bounds.ProbeSpacing);
        }
    }

    /// <summary>Lookups that found nothing before this one agree with nobody any more.</summary>
    private static void ForgetAbsence(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && order is { State.IsTerminal: false, AbsentProbes: > 0 })
        {
            turn.Record(new OrderProbedPresent(id));
        }
    }

    private static void ConfirmIfDue(Turn turn, ClientOrderId id, DateTimeOffset askedAt)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && order is { State.IsTerminal: false, DoubtedUntil: { } until } && askedAt >= until)
        {
            turn.Record(new OrderConfirmed(id));
        }
    }

    private static void OnAbsent(Turn turn, Order order, DateTimeOffset askedAt)
    {
        if (order.State.IsTerminal)
        {
            return;
        }

        // What counts is when the question was asked: an answer that took long may be older than the order's arrival.
        var countsFrom = order.AbsentAskedAt is { } before && order.AbsentProbes > 0
            ? before + turn.Profile.Bounds.ProbeSpacing
            : order.SendBy + turn.Profile.Capabilities.VisibilityDelay;
        if (askedAt < countsFrom)
        {
            turn.Wake(new TimerKey.Probe(order.Id), countsFrom - turn.Now);
            return;
        }

        turn.Record(new OrderProbedAbsent(order.Id, askedAt, Anew: order.AbsentProbes > 0 && askedAt - order.AbsentAskedAt > CountTogether));
        if (turn.State.Orders[order.Id].AbsentProbes < ProbesForAbsence)
        {
            turn.Wake(new TimerKey.Probe(order.Id), askedAt + turn.Profile.Bounds.ProbeSpacing - turn.Now);
        }
        else
        {
            ConcludeAbsent(turn, turn.State.Orders[order.Id]);
        }
    }

    private static void ConcludeAbsent(Turn turn, Order order)
    {
        if (order.State.IsWorking)
        {
            turn.Record(new OrderExpired(order.Id, "lost-by-venue", "The venue accepted it and no longer knows it. It is not sent again by itself."));
        }
        else if (order.Pending is { IsCancel: true })
        {
            turn.Record(new OrderExpired(order.Id, "never-arrived", "It never reached the venue and is no longer wanted."));
        }
        else if (!OrderFreshness.EndStale(turn, order, "never-arrived", "It never reached the venue."))
        {
            OrderSending.SendAgain(turn, order);
        }
    }

    /// <summary>Something about the order is not settled and the venue can settle it.</summary>
    public static bool IsOpenQuestion(Order order) =>
        order.State == OrderState.Unknown
        || order is { Pending.IsSent: true, State.IsTerminal: false }
        || order is { DoubtedUntil: not null, State.IsTerminal: false }
        || (order.Ticket.IsImmediate && order.State.IsWorking);
}
