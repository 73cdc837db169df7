using Signalbox.Identity;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// Orders and fills come in frames of their own, in either order. A report that counts fills which have not come yet waits for
/// them, for a moment at most: then it is told as it is, and reveals that they are missing.
/// </summary>
/// <param name="since">When the line began: what is filled of older orders is not known here before their first frame.</param>
internal sealed class BybitFillsFirst(DateTimeOffset since, TimeProvider clock)
{
    private const int OrdersMax = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<VenueOrderId, decimal> counted = [];
    private readonly Queue<VenueOrderId> order = new();
    private readonly List<(OrderReport Report, long Since)> waiting = [];

    /// <summary>Read from the timer that keeps the line alive, too.</summary>
    public bool Waits
    {
        get
        {
            lock (waiting)
            {
                return waiting.Count > 0;
            }
        }
    }

    /// <summary>The report, unless it has to wait.</summary>
    public OrderReport? Take(BybitNewsOfOrder news)
    {
        var report = news.Report;
        var isKnown = counted.TryGetValue(report.VenueOrderId, out var told) || news.Born >= since;
        if (isKnown && report.FilledQuantity.Value > told)
        {
            lock (waiting)
            {
                waiting.Add((report, clock.GetTimestamp()));
            }

            return null;
        }

        Count(report.VenueOrderId, report.FilledQuantity.Value);
        return report;
    }

    public void Take(BybitNewsOfFill news)
    {
        var number = news.Fill.VenueOrderId;
        Count(number, news.FilledSoFar ?? counted.GetValueOrDefault(number) + news.Fill.Quantity.Value);
    }

    /// <summary>The reports that need not wait any longer, in the order in which they came.</summary>
    public IReadOnlyList<OrderReport> Release()
    {
        lock (waiting)
        {
            if (waiting.Count == 0)
            {
                return [];
            }

            var ready = waiting.Where(each => each.Report.FilledQuantity.Value <= counted.GetValueOrDefault(each.Report.VenueOrderId)
                || clock.GetElapsedTime(each.Since) >= Patience).ToList();
            foreach (var each in ready)
            {
                waiting.Remove(each);
                Count(each.Report.VenueOrderId, each.Report.FilledQuantity.Value);
            }

            return [.. ready.Select(each => each.Report)];
        }
    }

    private void Count(VenueOrderId number, decimal filled)
    {
        if (counted.TryGetValue(number, out var before))
        {
            counted[number] = Math.Max(before, filled);
            return;
        }

        counted.Add(number, filled);
        order.Enqueue(number);
        if (order.Count > OrdersMax)
        {
            counted.Remove(order.Dequeue());
        }
    }
}
