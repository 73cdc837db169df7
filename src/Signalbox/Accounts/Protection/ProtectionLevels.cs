using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <summary>Where stops and targets stand, measured from what was really paid.</summary>
internal static class ProtectionLevels
{
    /// <param name="entry">The average price of the fills.</param>
    /// <param name="exitSide">Sell protects a long, buy a short.</param>
    public static Price? Stop(StopLossTerms terms, Price entry, Side exitSide, Instrument instrument)
    {
        var level = terms.StopPrice ?? (StopDistance(terms, entry) is { } distance ? entry + (exitSide == Side.Sell ? -distance : distance) : null);
        return level is { } price ? Positive(Rounding.ProtectiveStop(exitSide, price, instrument.TickSize), instrument) : null;
    }

    public static Price? Target(TargetTerms terms, Price entry, Side exitSide, Instrument instrument)
    {
        var distance = terms.Percent is { } percent ? entry.Value * percent / 100m : terms.Amount;
        var level = terms.LimitPrice ?? (distance is { } away ? entry + (exitSide == Side.Sell ? away : -away) : null);
        return level is { } price ? Positive(Rounding.Limit(exitSide, price, instrument.TickSize), instrument) : null;
    }

    /// <summary>How far the stop is from the entry; null for a trailing stop without a distance.</summary>
    public static decimal? StopDistance(StopLossTerms terms, Price entry) =>
        terms.StopPrice is { } absolute ? Math.Abs(absolute - entry)
        : (terms.Percent ?? terms.TrailPercent) is { } percent ? entry.Value * percent / 100m
        : terms.Amount ?? terms.TrailAmount;

    // A distance larger than the price would put the level at or below zero: one tick is the lowest there is.
    private static Price Positive(Price price, Instrument instrument) => price.Value > 0 ? price : instrument.TickSize;
}
