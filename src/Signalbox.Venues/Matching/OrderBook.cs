using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>
/// The market in one instrument: orders that rest, stops that wait for their price, and the last trade. Usually one for
/// all accounts; an account may have one of its own.
/// </summary>
public sealed class OrderBook
{
    private readonly PriceLadder bids = new(lowestFirst: false);
    private readonly PriceLadder asks = new(lowestFirst: true);
    private readonly PriceLadder rising = new(lowestFirst: true);
    private readonly PriceLadder falling = new(lowestFirst: false);

    internal OrderBook(Listing listing) => Listing = listing;

    public Listing Listing { get; }

    public Price? Last { get; internal set; }

    public Price? BestBid => bids.Best?.Price;

    public Price? BestAsk => asks.Best?.Price;

    /// <summary>What positions are valued at: the middle of the book, so that one trade does not sway it; else the last trade.</summary>
    public Price? Mark => BestBid is { } bid && BestAsk is { } ask ? new((bid.Value + ask.Value) / 2m) : Last;

    /// <summary>Rises with every change, so that an onlooker sees whether anything happened.</summary>
    public long Version { get; private set; }

    internal PriceLadder Rising => rising;

    internal PriceLadder Falling => falling;

    /// <summary>Stops whose price was touched, in the order in which it was.</summary>
    internal Queue<Order> Touched { get; } = new();

    internal List<Order> Trailing { get; } = [];

    internal PriceLadder Resting(Side side) => side == Side.Buy ? bids : asks;

    /// <summary>The levels of one side, best first.</summary>
    public IEnumerable<(Price Price, Quantity Open)> Depth(Side side)
    {
        foreach (var level in Resting(side).Levels)
        {
            yield return (level.Price, level.Open);
        }
    }

    /// <summary>How much of one side rests at a price or better.</summary>
    public Quantity OpenUpTo(Side side, Price price)
    {
        var open = Quantity.Zero;
        foreach (var level in Resting(side).Levels)
        {
            if (side == Side.Buy ? level.Price < price : level.Price > price)
            {
                break;
            }

            open += level.Open;
        }

        return open;
    }

    /// <summary>The first stop that a price moving to a target would touch.</summary>
    public Price? NextTrigger(Price from, Price to)
    {
        var next = to >= from ? rising.Best?.Price : falling.Best?.Price;
        return next is { } price && (to >= from ? price <= to : price >= to) ? price : null;
    }

    internal void Rest(Order order)
    {
        Resting(order.Side).Add(order, order.LimitPrice!.Value);
        Placed(order);
    }

    internal void Wait(Order order)
    {
        var ladder = order.Terms.Direction == TriggerDirection.Rising ? rising : falling;
        ladder.Add(order, order.StopPrice!.Value);
        if (order.Terms.Type == OrderType.TrailingStop && order.Book is null)
        {
            Trailing.Add(order);
        }

        Placed(order);
    }

    /// <summary>Takes an order out of its level; it still belongs to this book.</summary>
    internal void Lift(Order order)
    {
        order.Level?.Ladder.Remove(order);
        Version++;
    }

    internal void Remove(Order order)
    {
        Lift(order);
        if (order.Terms.Type == OrderType.TrailingStop)
        {
            Trailing.Remove(order);
        }

        order.Book = null;
    }

    internal void Traded(Price price)
    {
        Last = price;
        Version++;
    }

    private void Placed(Order order)
    {
        order.Book = this;
        Version++;
    }
}
