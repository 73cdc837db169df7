using Signalbox.Identity;

namespace Signalbox.Accounts;

/// <summary>
/// Trades in the order they were touched, each once. Nearly always one or two; thousands when an account starts, which a
/// list alone would look through again and again.
/// </summary>
internal sealed class TouchedTrades
{
    private const int LookedThroughMax = 8;

    private TradeId[] trades = new TradeId[2];
    private HashSet<TradeId>? known;

    public int Count { get; private set; }

    public TradeId this[int index] => trades[index];

    public bool Contains(TradeId trade) => known?.Contains(trade) ?? Array.IndexOf(trades, trade, 0, Count) >= 0;

    public void Add(TradeId trade)
    {
        if (Contains(trade))
        {
            return;
        }

        if (Count == trades.Length)
        {
            Array.Resize(ref trades, 2 * Count);
        }

        trades[Count++] = trade;
        if (known is not null || Count > LookedThroughMax)
        {
            known ??= [.. trades.AsSpan(0, Count - 1)];
            known.Add(trade);
        }
    }
}
