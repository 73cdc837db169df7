using Signalbox.Identity;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>When orders were placed or amended last: what leaves the book young costs more of the limits. Bounded.</summary>
internal sealed class KrakenOrderAges(TimeProvider clock, int most = 5_000)
{
    private readonly Lock aging = new();
    private readonly Dictionary<ClientOrderId, DateTimeOffset> since = [];
    private readonly Queue<ClientOrderId> order = new();

    public void Begin(ClientOrderId id)
    {
        lock (aging)
        {
            if (!since.ContainsKey(id))
            {
                order.Enqueue(id);
            }

            since[id] = clock.GetUtcNow();
            if (order.Count > most)
            {
                since.Remove(order.Dequeue());
            }
        }
    }

    /// <summary>Null for an order that is not known.</summary>
    public TimeSpan? Of(ClientOrderId id)
    {
        lock (aging)
        {
            return since.TryGetValue(id, out var began) ? clock.GetUtcNow() - began : null;
        }
    }
}
