namespace Signalbox.Venues.Matching;

/// <summary>Open orders that end at a time, soonest first.</summary>
internal sealed class Expiries
{
    private readonly SortedSet<Order> byTime = new(Comparer<Order>.Create(static (left, right) =>
    {
        var time = left.Terms.ExpiresAt!.Value.CompareTo(right.Terms.ExpiresAt!.Value);
        return time != 0 ? time : Tie(left, right);
    }));

    public void Add(Order order)
    {
        if (order.Terms.ExpiresAt is not null)
        {
            byTime.Add(order);
        }
    }

    public void Remove(Order order)
    {
        if (order.Terms.ExpiresAt is not null)
        {
            byTime.Remove(order);
        }
    }

    public Order? Due(DateTimeOffset now) => byTime.Min is { } soonest && soonest.Terms.ExpiresAt <= now ? soonest : null;

    // Restored accounts may bring the same number twice; the account then tells their orders apart.
    private static int Tie(Order left, Order right)
    {
        var number = left.Number.CompareTo(right.Number);
        return number != 0 ? number : string.CompareOrdinal(left.Account.Id.Value, right.Account.Id.Value);
    }
}
