using Signalbox.Identity;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>
/// Orders that are being amended. The venue takes such an order back and places another under the same id, so the end it
/// tells of is not the end of what we know by that id. Bounded; what is forgotten is told as the venue tells it.
/// </summary>
internal sealed class KucoinReplacing
{
    private const int NumbersMax = 1_000;

    private readonly Lock replacing = new();
    private readonly HashSet<VenueOrderId> numbers = [];
    private readonly Queue<VenueOrderId> order = new();

    public void Note(VenueOrderId number)
    {
        lock (replacing)
        {
            if (!numbers.Add(number))
            {
                return;
            }

            order.Enqueue(number);
            if (order.Count > NumbersMax)
            {
                numbers.Remove(order.Dequeue());
            }
        }
    }

    public bool Has(VenueOrderId number)
    {
        lock (replacing)
        {
            return numbers.Contains(number);
        }
    }
}
