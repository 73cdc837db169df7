using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>
/// Whether a fill-or-kill order would be filled whole, found without touching anything. It counts on what is on show: the
/// hidden part of an iceberg comes behind the others at its price.
/// </summary>
internal sealed class FillableAtOnce
{
    private readonly Dictionary<Account, Quantity> reducible = [];
    private readonly HashSet<(Account, string)> groups = [];

    public static bool Whole(OrderBook book, Order taker)
    {
        if (taker.Terms.ReduceOnly && OrderEnding.Reducible(taker) < taker.Remaining)
        {
            return false;
        }

        var probe = new FillableAtOnce();
        var missing = taker.Remaining;
        foreach (var level in book.Resting(taker.Side.Opposite).Levels)
        {
            if (!taker.Accepts(level.Price))
            {
                return false;
            }

            for (var maker = level.First; maker is not null; maker = maker.Next)
            {
                if (maker.Account == taker.Account)
                {
                    return false;
                }

                missing -= probe.Offered(maker);
                if (missing <= Quantity.Zero)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A fill may take away orders behind it: the rest of its group, and reduce-only ones whose position it used up.
    private Quantity Offered(Order maker)
    {
        if (maker.Terms.OcoGroup is { } group && !groups.Add((maker.Account, group)))
        {
            return Quantity.Zero;
        }

        if (maker.Account.Funds.Find(maker.Terms.Instrument) is not { ReduceOnlyOrders: > 0 })
        {
            return maker.Visible;
        }

        var left = reducible.TryGetValue(maker.Account, out var known) ? known : OrderEnding.Reducible(maker);
        var offered = maker.Terms.ReduceOnly ? Quantity.Min(maker.Visible, left) : maker.Visible;
        reducible[maker.Account] = Quantity.Max(Quantity.Zero, left - offered);
        return offered;
    }
}
