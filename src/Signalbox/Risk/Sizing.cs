using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Risk;

/// <summary>What a size is computed from; a part that is missing and needed refuses the order.</summary>
public readonly record struct SizingBasis
{
    public required Instrument Instrument { get; init; }

    public required decimal Multiplier { get; init; }

    /// <summary>Whole units only, whatever the venue's lot.</summary>
    public bool WholeUnits { get; init; }

    public Price? Price { get; init; }

    public FundsView? Funds { get; init; }

    /// <summary>The position a percentage of it refers to, unsigned.</summary>
    public Quantity Position { get; init; }

    /// <summary>The distance between entry and stop in price; what risk sizes divide by.</summary>
    public decimal? StopDistance { get; init; }
}

/// <summary>Exactly one of the two is set. <see cref="Unrounded"/> shows what rounding took.</summary>
public readonly record struct SizingResult(Quantity? Quantity, Refusal? Refusal, Quantity Unrounded = default);

/// <summary>Turns a size into a quantity the venue can trade. Rounding only ever shrinks an order.</summary>
public static class Sizing
{
    public static bool NeedsPrice(QuantityType type) => type is not (QuantityType.FixedQuantity or QuantityType.PercentOfPosition);

    public static bool NeedsStop(QuantityType type) => type is QuantityType.RiskDollarAmount or QuantityType.RiskPercent;

    public static SizingResult Size(SizeTerms size, SizingBasis basis)
    {
        if (NeedsPrice(size.Type) && basis.Price is null)
        {
            return Refuse("unpriced", $"No current price of {basis.Instrument.Id} is known, so {Text(size)} cannot be turned into a quantity. Send the price with the signal.");
        }

        if (NeedsStop(size.Type) && basis.StopDistance is not > 0)
        {
            return Refuse("risk-needs-stop", "A size by risk needs a stop loss at a distance from the entry. Add a stop loss, or choose another quantity type.");
        }

        var unrounded = Unrounded(size, basis);
        return unrounded is null
            ? Refuse("equity-unknown", $"The {basis.Instrument.Settle} equity of the account is not known yet. Try again when the connection is up.")
            : Rounded(new(unrounded.Value * basis.Multiplier), basis);
    }

    /// <summary>Refuses what the venue would refuse for being too small, with the numbers.</summary>
    public static Refusal? BelowMinimum(Quantity quantity, Instrument instrument, Price? price)
    {
        if (quantity < instrument.MinQuantity)
        {
            var asked = quantity.IsZero ? $"The quantity comes to less than one lot of {instrument.LotSize} {instrument.Id}, and" : $"{quantity} {instrument.Id}";
            return new("below-minimum", $"{asked} is below the smallest order of {instrument.MinQuantity}. Raise the quantity.", "quantity");
        }

        if (instrument.MinNotional is { } least && price is { } known && instrument.Notional(quantity, known) is var worth && worth < least)
        {
            return new("below-minimum", $"{quantity} {instrument.Id} is worth {worth} {instrument.Quote}, below the smallest order of {least} {instrument.Quote}. Raise the quantity.", "quantity");
        }

        return null;
    }

    private static decimal? Unrounded(SizeTerms size, SizingBasis basis) => size.Type switch
    {
        QuantityType.FixedQuantity => size.Quantity,
        QuantityType.PercentOfPosition => basis.Position.Value * size.Quantity / 100m,
        QuantityType.DollarAmount => size.Quantity / basis.Instrument.Notional(new(1m), basis.Price!.Value).Value,
        QuantityType.PercentOfEquity => basis.Funds is { } funds ? Units(funds.Equity.Value * size.Quantity / 100m, basis) : null,
        QuantityType.PercentOfAvailable => basis.Funds is { } funds ? Units(funds.Available.Value * size.Quantity / 100m, basis) : null,
        QuantityType.RiskDollarAmount => AtRisk(size.Quantity, basis, inQuote: true),
        QuantityType.RiskPercent => basis.Funds is { } funds ? AtRisk(funds.Equity.Value * size.Quantity / 100m, basis, inQuote: false) : null,
        _ => throw new InvalidOperationException($"{size.Type} is not a quantity type."),
    };

    /// <summary>How many units an amount of the settlement currency buys.</summary>
    private static decimal Units(decimal amount, SizingBasis basis) =>
        amount / Math.Abs(basis.Instrument.Cost(new(1m), basis.Price!.Value));

    /// <summary>How many units lose the amount when the stop is hit.</summary>
    /// <param name="inQuote">The amount is in the quote currency; only for inverse contracts is that another than they settle in.</param>
    private static decimal AtRisk(decimal amount, SizingBasis basis, bool inQuote)
    {
        var entry = basis.Price!.Value;
        var instrument = basis.Instrument;
        var stop = entry - basis.StopDistance!.Value;
        if (!instrument.IsInverse)
        {
            return amount / (basis.StopDistance.Value * instrument.ContractSize);
        }

        // An inverse contract loses without bound as the price nears nothing.
        if (stop <= Price.Zero)
        {
            return 0m;
        }

        var lossPerUnit = instrument.Cost(new(1m), stop) - instrument.Cost(new(1m), entry);
        return amount / (inQuote ? lossPerUnit * stop.Value : lossPerUnit);
    }

    private static SizingResult Rounded(Quantity unrounded, SizingBasis basis)
    {
        var quantity = Rounding.DownToLot(basis.WholeUnits ? new(Math.Floor(unrounded.Value)) : unrounded, basis.Instrument.LotSize);
        if (basis.Instrument.MaxQuantity is { } most && quantity > most)
        {
            return Refuse("above-maximum", $"{quantity} {basis.Instrument.Id} is above the largest order of {most}. Lower the quantity.");
        }

        return BelowMinimum(quantity, basis.Instrument, basis.Price) is { } tooSmall ? new(null, tooSmall) : new(quantity, null, unrounded);
    }

    private static string Text(SizeTerms size) => $"{Decimals.Canonical(size.Quantity)} ({size.Type})";

    private static SizingResult Refuse(string code, string message) => new(null, new(code, message, "quantity"));
}
