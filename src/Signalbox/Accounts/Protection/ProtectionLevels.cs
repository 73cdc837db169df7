using Signalbox.Accounts.Positions;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <summary>Where stops and targets stand, measured from what was really paid.</summary>
internal static class ProtectionLevels
{
    /// <summary>Where the stop of a lot stands now; for a trailing one, behind the best price seen.</summary>
    public static Price? Stop(StopLossTerms terms, Lot lot, Trail? trail, Instrument instrument)
    {
        var exitSide = Sides.Reducing(lot.Quantity);
        var level = terms.Type == StopLossType.TrailingStop && trail is { IsActive: true } active
            ? Behind(active.Best, TrailDistance(terms, active.Best), exitSide)
            : Initial(terms, lot, exitSide, instrument);
        return level is { } price ? Positive(Rounding.ProtectiveStop(exitSide, price, instrument.TickSize), instrument) : null;
    }

    public static Price? Target(TargetTerms terms, Lot lot, Instrument instrument)
    {
        var exitSide = Sides.Reducing(lot.Quantity);
        var entry = lot.AveragePrice(instrument);
        var distance = terms.Percent is { } percent ? entry.Value * percent / 100m : terms.Amount;
        var level = terms.LimitPrice
            ?? (terms.ProfitAmount is { } profit ? PriceAt(lot, profit, instrument) : null)
            ?? (distance is { } away ? Behind(entry, -away, exitSide) : null);
        return level is { } price ? Positive(Rounding.Limit(exitSide, price, instrument.TickSize), instrument) : null;
    }

    /// <summary>How far the stop is from the entry, for sizes by risk; null where the terms do not say it in price.</summary>
    public static decimal? StopDistance(StopLossTerms terms, Price entry) =>
        terms.StopPrice is { } absolute ? Math.Abs(absolute - entry)
        : (terms.Percent ?? terms.TrailPercent) is { } percent ? entry.Value * percent / 100m
        : terms.Amount ?? terms.TrailAmount;

    /// <summary>How far behind the best price a trailing stop follows.</summary>
    public static decimal? TrailDistance(StopLossTerms terms, Price best) =>
        terms.TrailAmount ?? ((terms.TrailPercent ?? terms.Percent) is { } percent ? best.Value * percent / 100m : terms.Amount);

    /// <summary>The price from which a trailing stop begins to follow; null: from the entry on.</summary>
    public static Price? TrailFrom(StopLossTerms terms, Lot lot, Instrument instrument) =>
        terms.TrailFromPrice
        ?? (terms.TrailFromPercent is { } percent
            ? Behind(lot.AveragePrice(instrument), -(lot.AveragePrice(instrument).Value * percent / 100m), Sides.Reducing(lot.Quantity))
            : null);

    private static Price? Initial(StopLossTerms terms, Lot lot, Side exitSide, Instrument instrument)
    {
        var entry = lot.AveragePrice(instrument);
        return terms.StopPrice
            ?? (terms.LossAmount is { } loss ? PriceAt(lot, -loss, instrument) : null)
            ?? Behind(entry, StopDistance(terms, entry), exitSide);
    }

    /// <summary>The price at which leaving the lot realises an amount; null where an inverse contract never does, however far the price goes.</summary>
    private static Price? PriceAt(Lot lot, Money profit, Instrument instrument)
    {
        var exitCost = instrument.IsInverse ? lot.Cost - profit.Value : lot.Cost + profit.Value;
        return Math.Sign(exitCost) == Math.Sign(lot.Cost) ? instrument.AveragePrice(lot.Quantity, exitCost)
            : instrument.IsInverse ? null
            : instrument.TickSize;
    }

    /// <summary>On the losing side of a price by a distance; a negative distance is on the winning side.</summary>
    private static Price? Behind(Price price, decimal? distance, Side exitSide) =>
        distance is { } away ? price + (exitSide == Side.Sell ? -away : away) : null;

    // A distance larger than the price would put the level at or below zero: one tick is the lowest there is.
    private static Price Positive(Price price, Instrument instrument) => price.Value > 0 ? price : instrument.TickSize;
}
