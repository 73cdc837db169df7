using Signalbox.Identity;

namespace Signalbox.Venues;

/// <summary>
/// What an adapter remembers of the orders it has seen: which of our ids belongs to a venue's number, for answers that carry
/// only the number, and which instruments are in use, for venues that list fills of one instrument only. Bounded; what is
/// forgotten is found by the venue's number all the same.
/// </summary>
public sealed class OrderMemory(int ordersMax = 20_000)
{
    private readonly Lock remembering = new();
    private readonly Dictionary<VenueOrderId, ClientOrderId> ids = [];
    private readonly Queue<VenueOrderId> order = new();
    private readonly SortedSet<InstrumentId> instruments = [];

    public void Use(InstrumentId instrument)
    {
        lock (remembering)
        {
            instruments.Add(instrument);
        }
    }

    public void Note(OrderReport report)
    {
        if (report.ClientOrderId is { } id)
        {
            Note(report.VenueOrderId, id, report.Instrument);
        }
    }

    public void Note(VenueOrderId number, ClientOrderId id, InstrumentId instrument)
    {
        lock (remembering)
        {
            instruments.Add(instrument);
            if (!ids.TryAdd(number, id))
            {
                return;
            }

            order.Enqueue(number);
            if (order.Count > ordersMax)
            {
                ids.Remove(order.Dequeue());
            }
        }
    }

    public ClientOrderId? Find(VenueOrderId number)
    {
        lock (remembering)
        {
            return ids.TryGetValue(number, out var id) ? id : null;
        }
    }

    /// <summary>The fill with our id, where it is known.</summary>
    public FillReport Named(FillReport fill)
    {
        lock (remembering)
        {
            return fill.ClientOrderId is null && ids.TryGetValue(fill.VenueOrderId, out var id) ? fill with { ClientOrderId = id } : fill;
        }
    }

    public IReadOnlyList<InstrumentId> InUse
    {
        get
        {
            lock (remembering)
            {
                return [.. instruments];
            }
        }
    }

    /// <summary>The fills of every instrument in use, oldest first and with our ids.</summary>
    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(Func<InstrumentId, Task<VenueAnswer<IReadOnlyList<FillReport>>>> ask)
    {
        var all = new List<FillReport>();
        foreach (var instrument in InUse)
        {
            var answer = await ask(instrument);
            if (answer.Value is not { } fills)
            {
                return answer;
            }

            all.AddRange(fills.Select(Named));
        }

        // Numbers of trades rise; a longer one is a later one.
        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.OrderBy(fill => fill.At).ThenBy(fill => fill.FillId.Value.Length).ThenBy(fill => fill.FillId)]);
    }
}
