using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Price levels in order. The best one is at hand; adding and removing a level costs its place in a tree.</summary>
internal sealed class PriceLadder
{
    private readonly Dictionary<Price, PriceLevel> byPrice = [];
    private readonly SortedSet<PriceLevel> sorted;

    public PriceLadder(bool lowestFirst) => sorted = new(lowestFirst
        ? Comparer<PriceLevel>.Create(static (left, right) => left.Price.CompareTo(right.Price))
        : Comparer<PriceLevel>.Create(static (left, right) => right.Price.CompareTo(left.Price)));

    public PriceLevel? Best { get; private set; }

    /// <summary>Best first.</summary>
    public SortedSet<PriceLevel> Levels => sorted;

    public void Add(Order order, Price price)
    {
        if (!byPrice.TryGetValue(price, out var level))
        {
            level = new(this, price);
            byPrice.Add(price, level);
            sorted.Add(level);
            if (Best is null || sorted.Comparer.Compare(level, Best) < 0)
            {
                Best = level;
            }
        }

        level.Add(order);
    }

    public void Remove(Order order)
    {
        var level = order.Level!;
        level.Remove(order);
        if (level.First is null)
        {
            byPrice.Remove(level.Price);
            sorted.Remove(level);
            if (level == Best)
            {
                Best = sorted.Min;
            }
        }
    }
}
