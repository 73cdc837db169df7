using System.Globalization;
using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Accounts.Orders;

/// <summary>An order on its way to the venue, and what the answer proves.</summary>
internal static class OrderSending
{
    /// <summary>Commits the intent; the request leaves when the intent is on disk.</summary>
    public static void Intend(Turn turn, OrderTicket ticket)
    {
        turn.Record(new OrderIntended(ticket));
        turn.Do(new Effect.Place(Request(ticket, ticket.SendBy), OpeningOf(turn, ticket)));
        OrderExpiry.Arm(turn, ticket);
        turn.Touch(ticket.Trade);
    }

    /// <summary>Commits the intent of two orders the venue links.</summary>
    public static void IntendPair(Turn turn, OrderTicket stop, OrderTicket target)
    {
        turn.Record(new OrderIntended(stop));
        turn.Record(new OrderIntended(target));
        turn.Do(new Effect.PlacePair(new(Request(stop, stop.SendBy), Request(target, target.SendBy))));
        turn.Touch(stop.Trade);
    }

    /// <param name="purpose">What the order is for; two orders of one trade never share purpose and revision.</param>
    public static ClientOrderId IdOf(AccountProfile profile, TradeId trade, string purpose, int revision) => ClientOrderId.Derive(
        profile.Instance,
        profile.Account.Value,
        trade.Signal.Value,
        trade.Subscription.Value,
        purpose,
        revision.ToString(CultureInfo.InvariantCulture));

    public static void OnOutcome(Turn turn, ClientOrderId id, VenueOutcome outcome)
    {
        if (!turn.State.Orders.TryGetValue(id, out var order))
        {
            return;
        }

        turn.Touch(order.Ticket.Trade);
        switch (outcome)
        {
            case VenueOutcome.Accepted accepted:
                OnAccepted(turn, order, accepted);
                break;
            case VenueOutcome.Rejected rejected:
                OnRejected(turn, order, rejected);
                break;
            case VenueOutcome.NotSent unsent:
                OnNotSent(turn, order, unsent);
                break;
            case VenueOutcome.Unknown unknown:
                OnUnknown(turn, order, unknown.Why);
                break;
        }
    }

    /// <summary>The answer is taking its time: what is shown should say so.</summary>
    public static void OnSlow(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && order.State == OrderState.Intended)
        {
            turn.Record(new OrderSent(id));
        }
    }

    /// <summary>Bytes left, nothing is proven: the venue is asked, and only its evidence decides.</summary>
    public static void OnUnknown(Turn turn, Order order, string why)
    {
        if (order.State is OrderState.Intended or OrderState.Sent)
        {
            turn.Record(new OrderOutcomeUnknown(order.Id, why));
            turn.Wake(new TimerKey.UnknownAlert(order.Id), turn.Profile.Bounds.UnknownAlert);
            OrderLookup.Ask(turn, order);
        }
    }

    /// <summary>Sends again what never left, with the same id, while that still makes sense.</summary>
    public static void Resend(Turn turn, ClientOrderId id)
    {
        if (!turn.State.Orders.TryGetValue(id, out var order) || order.State != OrderState.Intended || order.Unsent == 0)
        {
            return;
        }

        if (order.Ticket.PairedWith is { } partner)
        {
            ResendPair(turn, order, partner);
            return;
        }

        if (OrderFreshness.EndStale(turn, order, "not-sent", "It was not sent."))
        {
            turn.Touch(order.Ticket.Trade);
            return;
        }

        SendAgain(turn, order);
    }

    /// <summary>Neither of the two left. The stop's timer sends both again.</summary>
    private static void ResendPair(Turn turn, Order order, ClientOrderId partner)
    {
        if (order.Ticket.Leg != Leg.StopLoss || turn.State.Orders.GetValueOrDefault(partner) is not { State: OrderState.Intended } target)
        {
            return;
        }

        var sendBy = turn.Now + turn.Profile.Bounds.SendWithin;
        turn.Record(new OrderSentAgain(order.Id, sendBy));
        turn.Record(new OrderSentAgain(partner, sendBy));
        turn.Do(new Effect.PlacePair(new(Request(order.Ticket, sendBy) with { IntendedAt = turn.Now }, Request(target.Ticket, sendBy) with { IntendedAt = turn.Now })));
    }

    public static void SendAgain(Turn turn, Order order)
    {
        var sendBy = turn.Now + turn.Profile.Bounds.SendWithin;
        turn.Record(new OrderSentAgain(order.Id, sendBy));
        turn.Do(new Effect.Place(Request(order.Ticket, sendBy) with { IntendedAt = turn.Now }, OpeningOf(turn, order.Ticket)));
    }

    /// <summary>Trading was stopped between the intent and the send: no byte left, so nothing is unknown.</summary>
    public static void OnHeld(Turn turn, AccountCommand.PlaceHeld held)
    {
        if (turn.State.Orders.TryGetValue(held.Order, out var order) && order.State == OrderState.Intended)
        {
            turn.Record(new OrderExpired(held.Order, Text.Words.Of(held.Mode), $"It was not sent: {held.Why}"));
            turn.Touch(order.Ticket.Trade);
        }
    }

    private static Opening? OpeningOf(Turn turn, OrderTicket ticket) =>
        ticket is { Leg: Leg.Entry, Trade: { } id } && turn.State.Trades.TryGetValue(id, out var trade) ? new(trade.Request.Strategy, id.Subscription) : null;

    private static void OnAccepted(Turn turn, Order order, VenueOutcome.Accepted accepted)
    {
        if (order.State is OrderState.Intended or OrderState.Sent or OrderState.Unknown)
        {
            Accept(turn, order, accepted.VenueOrderId);
        }
        else if (order.VenueOrderId is null && accepted.VenueOrderId is not null && !order.State.IsTerminal)
        {
            turn.Record(new OrderAccepted(order.Id, accepted.VenueOrderId));
        }
    }

    /// <summary>The venue has it: changes that waited for this can leave now.</summary>
    public static void Accept(Turn turn, Order order, VenueOrderId? venueOrderId)
    {
        turn.Record(new OrderAccepted(order.Id, venueOrderId));
        if (order.Pending is { IsSent: false } waiting)
        {
            OrderChanges.Send(turn, turn.State.Orders[order.Id], waiting.Levels, waiting.Why);
        }

        if (order.Ticket.IsImmediate)
        {
            turn.Wake(new TimerKey.Probe(order.Id), turn.Profile.Bounds.ExpectedEvent);
        }
    }

    private static void OnRejected(Turn turn, Order order, VenueOutcome.Rejected rejected)
    {
        if (rejected.Reason == RejectReason.DuplicateClientOrderId)
        {
            // The venue knows the id already: an earlier send of this very order arrived.
            OnUnknown(turn, order, "The venue already knows this client order id.");
            return;
        }

        if (order.State is OrderState.Intended or OrderState.Sent or OrderState.Unknown)
        {
            turn.Record(new OrderRejected(order.Id, rejected.Reason, rejected.VenueCode, rejected.Message));
        }
        else
        {
            turn.Record(new OrderAnomaly(order.Id, $"The venue refused it ({rejected.VenueCode}) after it had been {Text.Words.Of(order.State)}."));
        }
    }

    private static void OnNotSent(Turn turn, Order order, VenueOutcome.NotSent unsent)
    {
        if (order.State is not (OrderState.Intended or OrderState.Sent))
        {
            return;
        }

        turn.Record(new OrderNotSent(order.Id, unsent.Why));
        var tries = turn.State.Orders[order.Id].Unsent;
        if (tries > turn.Profile.Bounds.UnsentMax)
        {
            turn.Record(new OrderExpired(order.Id, "not-sent", $"It could not be sent {tries} times: {unsent.Why}"));
            return;
        }

        turn.Wake(new TimerKey.Resend(order.Id), unsent.RetryAfter ?? TimeSpan.FromMilliseconds(100 << tries));
    }

    private static PlaceOrder Request(OrderTicket ticket, DateTimeOffset sendBy) => new()
    {
        Id = ticket.Id,
        Instrument = ticket.Instrument,
        Side = ticket.Side,
        Type = ticket.Type,
        Quantity = ticket.Quantity,
        LimitPrice = ticket.LimitPrice,
        StopPrice = ticket.StopPrice,
        TimeInForce = ticket.TimeInForce,
        ExpiresAt = ticket.GoodTill,
        ReduceOnly = ticket.ReduceOnly,
        PostOnly = ticket.PostOnly,
        VisibleQuantity = ticket.Whole is null ? ticket.VisibleQuantity : null,
        Extras = ticket.OutsideHours ? new() { OutsideHours = true } : null,
        IntendedAt = ticket.IntendedAt,
        SendBy = sendBy,
    };
}
