using Signalbox.Identity;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// Spot cancels an order only by its kind. Kinds of the stops seen here are remembered, so that one usually needs one request;
/// a kind that is not known is found by trying. Bounded, since spot lets few of them be open.
/// </summary>
internal sealed class BybitStops
{
    private const int StopsMax = 2_000;

    private static readonly IReadOnlyList<string?> Kinds = [null, BybitWords.HoldingStop, BybitWords.PlainStop];

    private readonly Lock noting = new();
    private readonly Dictionary<ClientOrderId, string> known = [];
    private readonly Queue<ClientOrderId> order = new();

    public void Note(ClientOrderId id, string kind)
    {
        lock (noting)
        {
            if (!known.TryAdd(id, kind))
            {
                return;
            }

            order.Enqueue(id);
            if (order.Count > StopsMax)
            {
                known.Remove(order.Dequeue());
            }
        }
    }

    public void Note(OrderReport report)
    {
        if (report is { ClientOrderId: { } id, Type: Markets.OrderType.Stop or Markets.OrderType.StopLimit })
        {
            Note(id, BybitOrders.FilterOf(report.Side));
        }
    }

    public bool Has(ClientOrderId id)
    {
        lock (noting)
        {
            return known.ContainsKey(id);
        }
    }

    /// <summary>The kinds to try, the likeliest first: a stop that has triggered is an ordinary order.</summary>
    public IReadOnlyList<string?> KindsOf(ClientOrderId id)
    {
        lock (noting)
        {
            return known.TryGetValue(id, out var kind) ? [kind, .. Kinds.Where(each => each != kind)] : Kinds;
        }
    }
}
