using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>
/// The house's liquidity around a price it is given. Moving the price walks through every stop on the way, so that each
/// triggers and fills at its own level and resting limits fill at their price, as in a market that traded all the way.
/// </summary>
public sealed class MarketMaker(MatchingEngine engine, Account house, OrderBook book, QuoteShape shape)
{
    private readonly List<Order> quotes = new(2 * shape.Levels);
    private readonly Quantity[] sizes = shape.Sizes();
    private long seen;

    public OrderBook Book => book;

    public Price? Mid { get; private set; }

    /// <summary>Moves the market to a price; does nothing when it is there and nobody has traded since.</summary>
    public void WalkTo(Price target, DateTimeOffset now)
    {
        if (Mid == target && seen == book.Version)
        {
            return;
        }

        // A stop leaves its ladder when it is touched, so each turn has one stop less before it. The last trade may lie
        // behind the middle, and a stop between the two: then the walk need not go back for it.
        while (Mid is { } from && book.NextTrigger(from, target) is { } stop)
        {
            Step((target >= from) == (stop >= from) ? stop : from, now);
        }

        Step(target, now);
    }

    /// <summary>Takes every quote back.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        foreach (var quote in quotes)
        {
            if (quote.IsOpen)
            {
                engine.Cancel(house, quote.Number, now);
            }
        }

        quotes.Clear();
    }

    private void Step(Price mid, DateTimeOffset now)
    {
        Withdraw(now);
        Mid = mid;
        Take(Side.Sell, Quoted(Side.Sell, mid, 0), now);
        Take(Side.Buy, Quoted(Side.Buy, mid, 0), now);
        for (var level = 0; level < shape.Levels; level++)
        {
            Quote(Side.Buy, mid, level, now);
            Quote(Side.Sell, mid, level, now);
        }

        engine.Print(book, mid, now);
        seen = book.Version;
    }

    // The price went through these orders: whatever they still want, the market had it.
    private void Take(Side side, Price price, DateTimeOffset now)
    {
        var resting = book.OpenUpTo(side.Opposite, price);
        if (resting > Quantity.Zero)
        {
            engine.Place(house, book, Terms(side, price, resting, TimeInForce.Ioc), now);
        }
    }

    private void Quote(Side side, Price mid, int level, DateTimeOffset now)
    {
        var price = Quoted(side, mid, level);
        if (price > Price.Zero && engine.Place(house, book, Terms(side, price, sizes[level], TimeInForce.Gtc), now).Order is { IsOpen: true } quote)
        {
            quotes.Add(quote);
        }
    }

    private Price Quoted(Side side, Price mid, int level)
    {
        var tick = book.Listing.Instrument.TickSize;
        var away = shape.HalfSpread + (level * shape.Step);
        return side == Side.Buy ? Rounding.Down(mid - away, tick) : Rounding.Up(mid + away, tick);
    }

    private OrderTerms Terms(Side side, Price price, Quantity quantity, TimeInForce life) => new()
    {
        Instrument = book.Listing.Instrument.Id,
        Side = side,
        Type = OrderType.Limit,
        Quantity = quantity,
        LimitPrice = price,
        TimeInForce = life,
    };
}
