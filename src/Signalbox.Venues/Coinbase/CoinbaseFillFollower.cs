using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Coinbase;

/// <summary>
/// The stream counts what has filled and leaves the fills out: they are asked for whenever the count rises, and told before
/// the report that counts them. The list may be a little behind the stream, so it is asked again for a while.
/// </summary>
internal sealed class CoinbaseFillFollower(Func<VenueOrderId, CancellationToken, Task<VenueAnswer<IReadOnlyList<FillReport>>>> ask, OrderMemory memory, TimeProvider clock)
{
    private const int AttemptsMax = 5;
    private const int OrdersMax = 10_000;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<VenueOrderId, HashSet<FillId>> told = [];
    private readonly Dictionary<VenueOrderId, Quantity> counted = [];
    private readonly Queue<VenueOrderId> order = new();

    public async ValueTask<IReadOnlyList<VenueEvent>> CompleteAsync(OrderReport report, CancellationToken cancel)
    {
        var events = new List<VenueEvent>();
        for (var attempt = 0; counted.GetValueOrDefault(report.VenueOrderId) < report.FilledQuantity; attempt++)
        {
            if (attempt == AttemptsMax)
            {
                events.Add(new VenueEvent.Gap($"The fills of order {report.VenueOrderId} are not told yet."));
                break;
            }

            if (attempt > 0)
            {
                await Task.Delay(BetweenAttempts, clock, cancel);
            }

            var answer = await ask(report.VenueOrderId, cancel);
            events.AddRange(New(report, answer.Value ?? []).Select(fill => new VenueEvent.Executed(fill)));
        }

        events.Add(new VenueEvent.OrderChanged(report));
        return events;
    }

    private IEnumerable<FillReport> New(OrderReport report, IReadOnlyList<FillReport> fills)
    {
        if (!told.TryGetValue(report.VenueOrderId, out var known))
        {
            told.Add(report.VenueOrderId, known = []);
            order.Enqueue(report.VenueOrderId);
            if (order.Count > OrdersMax && order.Dequeue() is var forgotten)
            {
                told.Remove(forgotten);
                counted.Remove(forgotten);
            }
        }

        foreach (var fill in fills.Where(fill => known.Add(fill.FillId)))
        {
            counted[report.VenueOrderId] = counted.GetValueOrDefault(report.VenueOrderId) + fill.Quantity;
            yield return fill.ClientOrderId is null && report.ClientOrderId is { } id ? fill with { ClientOrderId = id } : memory.Named(fill);
        }
    }
}
