using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Watches each trade: sets aside the stops it touches, and lets trailing stops follow it.</summary>
internal sealed class StopOrders(Tape tape)
{
    public void Print(OrderBook book, Price price)
    {
        book.Traded(price);
        while (book.Rising.Best is { } level && level.Price <= price)
        {
            Touch(book, level);
        }

        while (book.Falling.Best is { } level && level.Price >= price)
        {
            Touch(book, level);
        }

        for (var i = 0; i < book.Trailing.Count; i++)
        {
            Follow(book, book.Trailing[i], price);
        }
    }

    /// <summary>Where a trailing stop starts, or would move to, at this price.</summary>
    public static Price? StopBehind(OrderTerms terms, Price price, Price tick)
    {
        if (terms.Trail is not { } trail)
        {
            return null;
        }

        var distance = trail.IsPercent ? price.Value * trail.Distance / 100m : trail.Distance;
        return terms.Direction == TriggerDirection.Falling
            ? Rounding.Down(price - distance, tick)
            : Rounding.Up(price + distance, tick);
    }

    // A stop is set aside by the trade that touches it, even when a later one turns back before its turn comes.
    private static void Touch(OrderBook book, PriceLevel level)
    {
        while (level.First is { } order)
        {
            book.Remove(order);
            book.Touched.Enqueue(order);
        }
    }

    private void Follow(OrderBook book, Order order, Price price)
    {
        var stop = StopBehind(order.Terms, price, book.Listing.Instrument.TickSize)!.Value;
        var current = order.StopPrice!.Value;
        if (order.Terms.Direction == TriggerDirection.Falling ? stop > current : stop < current)
        {
            book.Lift(order);
            tape.Write(order.Account, new StopTrailed(order.Number, stop));
            book.Wait(order);
        }
    }
}
