using Signalbox.Markets;
using Signalbox.Risk;

namespace Signalbox.Accounts.Orders;

/// <summary>Whether an order that did not reach the venue should still go there.</summary>
internal static class OrderFreshness
{
    private static readonly TimeSpan SliceFor = TimeSpan.FromSeconds(60);

    /// <summary>Null while it still makes sense to send it.</summary>
    public static string? WhyStale(Turn turn, Order order)
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
