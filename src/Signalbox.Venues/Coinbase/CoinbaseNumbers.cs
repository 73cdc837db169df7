using Signalbox.Identity;

namespace Signalbox.Venues.Coinbase;

/// <summary>The venue's number of each of our orders: it finds and cancels orders by number only. Bounded; what is forgotten is looked for in lists.</summary>
internal sealed class CoinbaseNumbers(int ordersMax = 20_000)
{
    private readonly Lock noting = new();
    private readonly Dictionary<ClientOrderId, VenueOrderId> numbers = [];
    private readonly Queue<ClientOrderId> order = new();

    public VenueOrderId? Find(ClientOrderId id)
    {
        lock (noting)
        {
            return numbers.TryGetValue(id, out var number) ? number : null;
        }
    }

    public void Note(OrderReport report)
    {
        if (report.ClientOrderId is { } id)
        {
            Note(id, report.VenueOrderId);
        }
    }

    public void Note(ClientOrderId id, VenueOrderId number)
    {
        lock (noting)
        {
            if (numbers.TryAdd(id, number))
            {
                order.Enqueue(id);
                if (order.Count > ordersMax)
                {
                    numbers.Remove(order.Dequeue());
                }
            }
        }
    }
}
