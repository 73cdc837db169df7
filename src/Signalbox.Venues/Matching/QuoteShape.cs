using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>How a market maker quotes: how far from the middle, how many levels, and how much at each.</summary>
public sealed record QuoteShape
{
    /// <summary>From the middle to the best quote, in the quote currency.</summary>
    public required decimal HalfSpread { get; init; }

    /// <summary>From one level to the next, in the quote currency.</summary>
    public required decimal Step { get; init; }

    /// <summary>Quantity at the best quote.</summary>
    public required Quantity First { get; init; }

    /// <summary>Each level has this much more than the one before it. Default 1.5.</summary>
    public decimal Growth { get; init; } = 1.5m;

    /// <summary>Levels a side. Default 10.</summary>
    public int Levels { get; init; } = 10;

    public required Quantity Lot { get; init; }

    /// <summary>The quantities of all levels, best first.</summary>
    internal Quantity[] Sizes()
    {
        var sizes = new Quantity[Levels];
        var exact = First.Value;
        for (var level = 0; level < Levels; level++, exact *= Growth)
        {
            sizes[level] = Rounding.DownToLot(new(exact), Lot);
        }

        return sizes;
    }
}
