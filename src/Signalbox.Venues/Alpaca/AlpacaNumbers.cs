using Signalbox.Identity;

namespace Signalbox.Venues.Alpaca;

/// <summary>
/// The venue's newest number of each of our orders: it cancels by number only, and a change gives an order another one.
/// Bounded; what is forgotten is asked for.
/// </summary>
internal sealed class AlpacaNumbers(int ordersMax = 20_000)
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

    public void Note(ClientOrderId id, VenueOrderId number)
    {
        lock (noting)
        {
            if (!numbers.ContainsKey(id))
            {
                order.Enqueue(id);
            }

            numbers[id] = number;
            if (order.Count > ordersMax)
            {
                numbers.Remove(order.Dequeue());
            }
        }
    }
}
