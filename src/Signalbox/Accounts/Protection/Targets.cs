using Signalbox.Accounts.Positions;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Accounts.Protection;

/// <summary>How much of a lot each target is to take. Together they never take more than is left.</summary>
internal static class Targets
{
    /// <param name="legs">What each target took already.</param>
    public static Quantity[] Open(TakeProfitTerms terms, ValueList<ProtectiveLeg> legs, Lot lot, Instrument instrument)
    {
        var open = new Quantity[terms.Targets.Count];
        var left = lot.Quantity.Abs();
        var carried = Quantity.Zero;
        for (var i = 0; i < open.Length; i++)
        {
            var meant = Meant(terms, i, lot, instrument) + carried;
            var taken = i < legs.Count ? legs[i].Filled : Quantity.Zero;
            var wanted = Quantity.Min(Quantity.Max(meant - taken, Quantity.Zero), left);

            // What is too small to trade alone leaves with the next target.
            var whole = Rounding.DownToLot(wanted, instrument.LotSize);
            var tradable = whole >= instrument.MinQuantity ? whole : Quantity.Zero;
            carried = wanted - tradable;
            open[i] = tradable;
            left -= tradable;
        }

        return open;
    }

    /// <summary>How many targets have taken all they were meant to.</summary>
    public static int Taken(TakeProfitTerms terms, ValueList<ProtectiveLeg> legs, Lot lot, Instrument instrument)
    {
        var count = 0;
        for (var i = 0; i < terms.Targets.Count && i < legs.Count; i++)
        {
            count += legs[i].Filled > Quantity.Zero && legs[i].Filled >= Meant(terms, i, lot, instrument) ? 1 : 0;
        }

        return count;
    }

    private static Quantity Meant(TakeProfitTerms terms, int index, Lot lot, Instrument instrument)
    {
        if (index == terms.Targets.Count - 1 && Shares(terms) >= 100m)
        {
            return lot.Entered - Before(terms, index, lot, instrument);
        }

        return Rounding.DownToLot(new(lot.Entered.Value * Share(terms, index) / 100m), instrument.LotSize);
    }

    private static Quantity Before(TakeProfitTerms terms, int index, Lot lot, Instrument instrument)
    {
        var sum = Quantity.Zero;
        for (var i = 0; i < index; i++)
        {
            sum += Rounding.DownToLot(new(lot.Entered.Value * Share(terms, i) / 100m), instrument.LotSize);
        }

        return sum;
    }

    private static decimal Shares(TakeProfitTerms terms)
    {
        var sum = 0m;
        for (var i = 0; i < terms.Targets.Count; i++)
        {
            sum += Share(terms, i);
        }

        // Equal thirds come to 99.99…: the sum is meant to be all.
        return Math.Round(sum, 6);
    }

    private static decimal Share(TakeProfitTerms terms, int index)
    {
        if (terms.Targets[index].SharePercent is { } stated)
        {
            return stated;
        }

        var rest = 100m;
        var unstated = 0;
        foreach (var target in terms.Targets)
        {
            rest -= target.SharePercent ?? 0m;
            unstated += target.SharePercent is null ? 1 : 0;
        }

        return Math.Max(rest, 0m) / unstated;
    }
}
