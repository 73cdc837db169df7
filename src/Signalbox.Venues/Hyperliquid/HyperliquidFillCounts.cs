using Signalbox.Identity;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Holds reports of orders back until the fills they count have been told: both come over one line, by channels that keep no
/// order between them. Bounded in number and in time.
/// </summary>
internal sealed class HyperliquidFillCounts(TimeProvider clock)
{
    private const int OrdersMax = 20_000;
    private const int HeldMax = 1_000;

    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(1);

    private readonly Dictionary<VenueOrderId, HashSet<FillId>> told = [];
    private readonly Dictionary<VenueOrderId, decimal> filled = [];
    private readonly Queue<VenueOrderId> age = new();
    private readonly List<(OrderReport Report, long Since)> held = [];

    /// <summary>False for a fill that was told before.</summary>
    public bool Count(FillReport fill)
    {
        if (!told.TryGetValue(fill.VenueOrderId, out var fills))
        {
            told.Add(fill.VenueOrderId, fills = []);
            age.Enqueue(fill.VenueOrderId);
            if (age.Count > OrdersMax)
            {
                var oldest = age.Dequeue();
                told.Remove(oldest);
                filled.Remove(oldest);
            }
        }

        if (!fills.Add(fill.FillId))
        {
            return false;
        }

        filled[fill.VenueOrderId] = filled.GetValueOrDefault(fill.VenueOrderId) + fill.Quantity.Value;
        return true;
    }

    public void Hold(OrderReport report) => held.Add((report, clock.GetTimestamp()));

    /// <summary>Reports whose fills have been told, in the order they came; those of one order never pass each other.</summary>
    public IEnumerable<OrderReport> Due()
    {
        var waiting = new HashSet<VenueOrderId>();
        for (var index = 0; index < held.Count;)
        {
            var report = held[index].Report;
            if (waiting.Contains(report.VenueOrderId) || report.FilledQuantity.Value > filled.GetValueOrDefault(report.VenueOrderId))
            {
                waiting.Add(report.VenueOrderId);
                index++;
                continue;
            }

            held.RemoveAt(index);
            yield return report;
        }
    }

    /// <summary>Reports whose fills have not come in time: something is missing, which must be asked for.</summary>
    public IReadOnlyList<OrderReport> Overdue()
    {
        var overdue = held.Where(each => clock.GetElapsedTime(each.Since) > HeldFor).Select(each => each.Report).ToList();
        overdue = held.Count > HeldMax ? [.. held.Select(each => each.Report)] : overdue;
        held.RemoveAll(each => overdue.Contains(each.Report));
        return overdue;
    }
}
