using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>What fills cost: the stream tells it with each, the list of fills does not. Bounded.</summary>
internal sealed class KrakenFillFees(int most = 20_000)
{
    private readonly Lock noting = new();
    private readonly Dictionary<FillId, (Money Fee, string? Currency)> fees = [];
    private readonly Queue<FillId> order = new();

    public void Note(FillId id, Money fee, string? currency)
    {
        lock (noting)
        {
            if (!fees.TryAdd(id, (fee, currency)))
            {
                return;
            }

            order.Enqueue(id);
            if (order.Count > most)
            {
                fees.Remove(order.Dequeue());
            }
        }
    }

    /// <summary>The fill with what it cost; null where that is not known.</summary>
    public FillReport? Priced(FillReport fill)
    {
        lock (noting)
        {
            return fees.TryGetValue(fill.FillId, out var known) ? fill with { Fee = known.Fee, FeeCurrency = known.Currency } : null;
        }
    }
}
