using Signalbox.Accounts.Orders;
using Signalbox.Markets;

namespace Signalbox.Accounts.Limits;

/// <summary>What an entry that rests would risk more by other levels.</summary>
/// <param name="Ticket">An entry of the difference, at the new prices.</param>
/// <param name="Added">How much more it may open; zero: only its price changes.</param>
/// <param name="Whole">What all of it comes to.</param>
/// <param name="IsWorthMore">More money is at stake.</param>
/// <param name="IsPricedWorse">It accepts a worse price than before.</param>
internal sealed record EntryRaise(OrderTicket Ticket, Quantity Added, Quantity Whole, bool IsWorthMore, bool IsPricedWorse)
{
    /// <summary>Null where it is no entry, or risks no more than before.</summary>
    public static EntryRaise? Of(AccountState state, Order order, OrderLevels levels)
    {
        if (order.Ticket.Leg != Leg.Entry)
        {
            return null;
        }

        var (before, instrument) = (order.Levels, state.Holdings[order.Ticket.Instrument].Instrument);
        var added = Quantity.Max(levels.Quantity - before.Quantity, Quantity.Zero);
        var isWorthMore = !added.IsZero || Worth(instrument, order, levels) > Worth(instrument, order, before);
        var isPricedWorse = levels.LimitPrice is { } now && before.LimitPrice is { } then && order.Ticket.Side.Sign * (now - then) > 0;
        return !isWorthMore && !isPricedWorse ? null : new(
            order.Ticket with { Quantity = added, Whole = null, LimitPrice = levels.LimitPrice, StopPrice = levels.StopPrice },
            added, levels.Quantity, isWorthMore, isPricedWorse);
    }

    private static Money Worth(Instrument instrument, Order order, OrderLevels levels) =>
        (levels.Price ?? order.Ticket.ValuedAt) is { } price ? instrument.Notional(Quantity.Max(levels.Quantity - order.Filled, Quantity.Zero), price) : Money.Zero;
}
