using Signalbox.Identity;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>
/// The finished orders of one account: the newest in memory, of the older ones only where their events lie in the ledger.
/// </summary>
internal sealed class OrderHistory(int keptMax)
{
    private readonly Dictionary<long, long> begun = [];
    private readonly Dictionary<long, LedgerSpan> ended = [];
    private readonly Dictionary<ClientOrderId, long> byClientId = [];
    private readonly Dictionary<long, Order> kept = [];
    private readonly Queue<long> age = new();

    public void Began(Order order, long version) => begun[order.Number] = version;

    public void Ended(Order order, long version)
    {
        begun.Remove(order.Number, out var first);
        ended[order.Number] = new(first, version);
        if (PaperReports.ClientIdOf(order.Terms.ClientId) is { } clientId)
        {
            byClientId[clientId] = order.Number;
        }

        kept[order.Number] = order;
        age.Enqueue(order.Number);
        if (age.Count > keptMax)
        {
            kept.Remove(age.Dequeue());
        }
    }

    public long? NumberOf(ClientOrderId clientId) => byClientId.TryGetValue(clientId, out var number) ? number : null;

    public Order? Kept(long number) => kept.GetValueOrDefault(number);

    public LedgerSpan? SpanOf(long number) => ended.TryGetValue(number, out var span) ? span : null;
}

/// <summary>From the first to the last version in which a ledger speaks of an order.</summary>
internal readonly record struct LedgerSpan(long First, long Last);
