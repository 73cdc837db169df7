using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Streams;

/// <summary>
/// An order book kept from a snapshot and the changes after it. Levels stand in arrays, best last, so that the many changes
/// near the best price move little; a change allocates nothing.
/// </summary>
/// <param name="levelsMax">Levels kept a side; worse ones are forgotten.</param>
public sealed class OrderBookBuilder(InstrumentId instrument, int levelsMax = 1_000) : IBookView
{
    private readonly BookSide bids = new(isBid: true, levelsMax);
    private readonly BookSide asks = new(isBid: false, levelsMax);

    public InstrumentId Instrument => instrument;

    public int Depth(Side side) => Of(side).Count;

    public (Price Price, Quantity Quantity) Level(Side side, int index) => Of(side)[index];

    public void Clear()
    {
        bids.Clear();
        asks.Clear();
    }

    /// <summary>Sets one level; a quantity of zero removes it.</summary>
    public void Set(Side side, decimal price, decimal quantity) => Of(side).Set(price, quantity);

    public MarketView View(DateTimeOffset at) => new()
    {
        Bid = bids.Count > 0 ? bids[0].Price : null,
        Ask = asks.Count > 0 ? asks[0].Price : null,
        At = at,
    };

    /// <summary>A book whose best bid reaches its best ask has missed something.</summary>
    public bool IsCrossed => bids.Count > 0 && asks.Count > 0 && bids[0].Price >= asks[0].Price;

    private BookSide Of(Side side) => side == Side.Buy ? bids : asks;
}

/// <summary>One side of a book.</summary>
internal sealed class BookSide(bool isBid, int levelsMax)
{
    private decimal[] prices = new decimal[64];
    private decimal[] quantities = new decimal[64];

    public int Count { get; private set; }

    /// <summary>Best first.</summary>
    public (Price Price, Quantity Quantity) this[int index] => (new(prices[Count - 1 - index]), new(quantities[Count - 1 - index]));

    public void Clear() => Count = 0;

    public void Set(decimal price, decimal quantity)
    {
        var at = Find(price, out var exists);
        if (quantity == 0)
        {
            if (exists)
            {
                Remove(at);
            }
        }
        else if (exists)
        {
            quantities[at] = quantity;
        }
        else
        {
            Insert(at, price, quantity);
        }
    }

    // Sorted from worst to best: most changes are near the end, so the search begins there.
    private int Find(decimal price, out bool exists)
    {
        var low = 0;
        var high = Count;
        var step = 1;
        while (high - step >= 0 && IsBetter(prices[high - step], price))
        {
            step *= 2;
        }

        low = Math.Max(0, high - step);
        high = step == 1 ? high : high - (step / 2);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (IsBetter(price, prices[middle])) low = middle + 1;
            else high = middle;
        }

        exists = low < Count && prices[low] == price;
        return low;
    }

    private bool IsBetter(decimal one, decimal other) => isBid ? one > other : one < other;

    private void Insert(int at, decimal price, decimal quantity)
    {
        if (Count == levelsMax)
        {
            if (at == 0)
            {
                return;
            }

            Remove(0);
            at--;
        }

        if (Count == prices.Length)
        {
            Array.Resize(ref prices, Math.Min(levelsMax, Count * 2));
            Array.Resize(ref quantities, prices.Length);
        }

        prices.AsSpan(at, Count - at).CopyTo(prices.AsSpan(at + 1));
        quantities.AsSpan(at, Count - at).CopyTo(quantities.AsSpan(at + 1));
        prices[at] = price;
        quantities[at] = quantity;
        Count++;
    }

    private void Remove(int at)
    {
        prices.AsSpan(at + 1, Count - at - 1).CopyTo(prices.AsSpan(at));
        quantities.AsSpan(at + 1, Count - at - 1).CopyTo(quantities.AsSpan(at));
        Count--;
    }
}
