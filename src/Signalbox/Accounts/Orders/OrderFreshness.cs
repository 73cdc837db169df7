using Signalbox.Markets;
using Signalbox.Risk;

namespace Signalbox.Accounts.Orders;

/// <summary>Whether an order that did not reach the venue should still go there.</summary>
internal static class OrderFreshness
{
    /// <summary>It would leave more than is left: one of the right size takes its place.</summary>
    public const string Outgrown = "position-smaller";

    private static readonly TimeSpan SliceFor = TimeSpan.FromSeconds(60);

    /// <summary>Ends what makes no sense any more; false while it should be sent.</summary>
    /// <param name="code">What became of it so far.</param>
    public static bool EndStale(Turn turn, Order order, string code, string soFar)
    {
        if (WhyStale(turn, order) is { } stale)
        {
            turn.Record(new OrderExpired(order.Id, code, $"{soFar} {stale}"));
            return true;
        }

        if (order.Ticket is { Leg: not Leg.Entry, ReduceOnly: false } && LeftFor(turn, order.Ticket) is var left && order.Levels.Quantity > left)
        {
            turn.Record(new OrderExpired(order.Id, Outgrown, $"{soFar} Only {left} are left meanwhile."));
            return true;
        }

        return false;
    }

    /// <summary>What an order that leaves may leave: its own lot, or all its trade reaches.</summary>
    private static Quantity LeftFor(Turn turn, OrderTicket ticket)
    {
        var holding = turn.State.Holdings[ticket.Instrument];
        if (ticket.Flattens || ticket.Trade is not { } id)
        {
            return holding.Net.Abs();
        }

        return ticket is { Leg: Leg.Exit, ClosesLot: false }
            ? holding.Position(turn.State.ReachOf(id.Subscription)).Abs()
            : holding.Lots.Where(lot => lot.Trade == id).Select(lot => lot.Quantity.Abs()).DefaultIfEmpty(Quantity.Zero).Max();
    }

    /// <summary>Null while it still makes sense to send it.</summary>
    private static string? WhyStale(Turn turn, Order order)
    {
        var ticket = order.Ticket;
        if (ticket.Trade is not { } id || !turn.State.Trades.TryGetValue(id, out var trade))
        {
            return "The trade it worked for is over.";
        }

        if (ticket.Leg == Leg.Entry)
        {
            if (TradingStates.Of(turn.State, trade.Request) is { Mode: not TradingMode.Active } standing)
            {
                return $"Trading is {Text.Words.Of(standing.Mode)}: {standing.Why}";
            }

            // The next slice of an iceberg is as fresh as the fill that called for it.
            var until = ticket.Whole is null ? trade.Request.ValidUntil : ticket.IntendedAt + SliceFor;
            return turn.Now > until && turn.Now > trade.Request.ValidUntil ? "Its signal is too old to enter now." : null;
        }

        if (ticket.PairedWith is not null)
        {
            return "A pair is placed anew as one, not order by order.";
        }

        var position = turn.State.Holdings[ticket.Instrument].Net;
        return position.IsZero || Sides.Reducing(position) != ticket.Side ? "There is no position left for it to reduce." : null;
    }
}
