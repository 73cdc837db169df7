using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>The orders at one price, oldest priority first: a linked list through the orders themselves.</summary>
internal sealed class PriceLevel(PriceLadder ladder, Price price)
{
    private Order? last;

    public PriceLadder Ladder => ladder;

    public Price Price => price;

    public Order? First { get; private set; }

    /// <summary>All that is open here, hidden parts of icebergs included.</summary>
    public Quantity Open { get; private set; }

    /// <summary>A new order goes to the end at once; only a restored one walks forward to its old place.</summary>
    public void Add(Order order)
    {
        var before = last;
        while (before is not null && before.Priority > order.Priority)
        {
            before = before.Previous;
        }

        Link(order, before);
        order.Level = this;
        Open += order.Remaining;
    }

    public void Remove(Order order)
    {
        if (order.Previous is null) First = order.Next;
        else order.Previous.Next = order.Next;
        if (order.Next is null) last = order.Previous;
        else order.Next.Previous = order.Previous;
        order.Previous = order.Next = null;
        order.Level = null;
        Open -= order.Remaining;
    }

    public void Shrink(Quantity by) => Open -= by;

    private void Link(Order order, Order? before)
    {
        order.Previous = before;
        order.Next = before is null ? First : before.Next;
        if (before is null) First = order;
        else before.Next = order;
        if (order.Next is null) last = order;
        else order.Next.Previous = order;
    }
}
