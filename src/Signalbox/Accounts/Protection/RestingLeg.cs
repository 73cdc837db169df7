using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts.Protection;

/// <summary>What one protective leg should look like.</summary>
internal record LegWish
{
    public required Trade Trade { get; init; }

    public required Leg Leg { get; init; }

    public int Target { get; init; }

    public required ProtectiveLeg Current { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>The open quantity and prices that should rest; null: nothing.</summary>
    public OrderLevels? Wanted { get; init; }
}

internal sealed record StopWish : LegWish
{
    /// <summary>Where it triggers, also where nothing can rest.</summary>
    public required Price Level { get; init; }
}

/// <summary>Brings one resting order to its wish: place, amend in place, or place anew and then cancel the old one.</summary>
internal static class RestingLeg
{
    /// <summary>A target that was refused this often is left out; the stop still protects.</summary>
    private const int TargetRefusalsMax = 3;

    /// <summary>A closed market takes no stop, and nobody trades against the position either.</summary>
    private static readonly TimeSpan ClosedRetry = TimeSpan.FromSeconds(30);

    public static void Keep(Turn turn, LegWish wish)
    {
        var order = wish.Current.Order is { } id ? turn.State.Orders.GetValueOrDefault(id) : null;
        DropOutgoing(turn, wish, order);
        if (order is null or { State.IsTerminal: true })
        {
            PlaceIfDue(turn, wish, order);
        }
        else if (wish.Wanted is null)
        {
            OrderChanges.Cancel(turn, order, "Nothing is left for it to close.");
        }
        else if (order.Pending is null && order.State.IsWorking && order.State != OrderState.Triggered)
        {
            Adjust(turn, wish, order, wish.Wanted);
        }
        else if (order is { Pending: null, State: OrderState.Triggered, AmendmentsRefused: 0 } && turn.Profile.Capabilities.Amend)
        {
            Shrink(turn, order, wish.Wanted.Quantity + order.Filled);
        }
    }

    /// <summary>A stop-limit that was triggered is a limit order in the book: it can be made smaller, and its prices are history.</summary>
    private static void Shrink(Turn turn, Order order, Quantity quantity)
    {
        if (quantity < order.Levels.Quantity)
        {
            OrderChanges.Amend(turn, order, order.Levels with { Quantity = quantity }, "The position became smaller.");
        }
    }

    private static void PlaceIfDue(Turn turn, LegWish wish, Order? ended)
    {
        if (wish.Wanted is not { } wanted)
        {
            return;
        }

        if (ended is { State: OrderState.Rejected })
        {
            if (wish.Leg == Leg.TakeProfit && wish.Current.Revision >= TargetRefusalsMax)
            {
                return;
            }

            if (!Retries.MayFollow(turn, wish.Trade.Id, ended, ended.Code == Text.Words.Of(RejectReason.MarketClosed) ? ClosedRetry : turn.Profile.Bounds.ProtectionRetry))
            {
                return;
            }
        }

        PlaceNew(turn, wish with { Wanted = wanted });
    }

    /// <summary>Places it, whatever became of the one before.</summary>
    public static void PlaceNew(Turn turn, LegWish wish) => OrderSending.Intend(turn, TicketOf(turn, wish));

    private static void Adjust(Turn turn, LegWish wish, Order order, OrderLevels wanted)
    {
        var levels = wanted with { Quantity = wanted.Quantity + order.Filled };
        // A fill that was declared void can turn a position round; what rests would then add to it.
        var isOnItsSide = order.Ticket.Side == wish.Side;
        if (isOnItsSide && order.Levels == levels)
        {
            return;
        }

        if (isOnItsSide && turn.Profile.Capabilities is { Amend: true } able && (able.AmendsStops || order.Ticket.StopPrice is null) && order.AmendmentsRefused == 0)
        {
            OrderChanges.Amend(turn, order, levels, "The position or its price changed.");
        }
        else if (LockedBalance.Applies(turn.Profile, turn.State.Holdings[order.Ticket.Instrument].Instrument))
        {
            // The one that rests binds the balance its successor needs: a gap, and the watchdog counts it.
            OrderChanges.Cancel(turn, order, "It is replaced, and its balance must be free first.");
        }
        else if (wish.Current.Outgoing is not { } outgoing || turn.State.Orders.GetValueOrDefault(outgoing)?.State.IsTerminal != false)
        {
            PlaceNew(turn, wish);
        }
    }

    /// <summary>A replaced order goes once its successor rests, so that nothing is naked in between.</summary>
    private static void DropOutgoing(Turn turn, LegWish wish, Order? successor)
    {
        if (wish.Current.Outgoing is { } id
            && turn.State.Orders.TryGetValue(id, out var outgoing)
            && (successor is { State.IsWorking: true } || wish.Wanted is null))
        {
            OrderChanges.Cancel(turn, outgoing, "Replaced.");
        }
    }

    /// <summary>A revision of its own: an id never names two orders.</summary>
    public static OrderTicket TicketOf(Turn turn, LegWish wish)
    {
        var revision = wish.Current.Order is null ? wish.Current.Revision : wish.Current.Revision + 1;
        return Ticket(turn, wish, wish.Wanted!, revision);
    }

    private static OrderTicket Ticket(Turn turn, LegWish wish, OrderLevels wanted, int revision) => new()
    {
        Id = OrderSending.IdOf(turn.Profile, wish.Trade.Id, $"{Text.Words.Of(wish.Leg)}:{wish.Target}", revision),
        Instrument = wish.Trade.Request.Instrument,
        Trade = wish.Trade.Id,
        Leg = wish.Leg,
        Target = wish.Target,
        Revision = revision,
        Side = wish.Side,
        Type = wish.Type,
        Quantity = wanted.Quantity,
        LimitPrice = wanted.LimitPrice,
        StopPrice = wanted.StopPrice,
        TimeInForce = TimeInForce.Gtc,
        ReduceOnly = turn.Profile.Capabilities.ReduceOnly,
        IntendedAt = turn.Now,
        SendBy = turn.Now + turn.Profile.Bounds.SendWithin,
    };
}
