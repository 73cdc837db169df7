using System.Globalization;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.OctoBot;

/// <summary>
/// OctoBot's amounts and prices: <c>2%</c> of the portfolio, <c>12a%</c> of what is available, <c>100%p</c> of the position;
/// <c>10d</c> and <c>-5%</c> are distances.
/// </summary>
internal static class OctoBotValues
{
    private const int TargetsMax = 20;

    public static SizeTerms? Volume(CommandFields fields)
    {
        if (fields.Text("VOLUME") is not { } text)
        {
            return null;
        }

        if (!Amounts.TrySplit(text, out var number, out var mark) || number <= 0)
        {
            fields.Refuse("invalid-quantity", $"VOLUME is {CommandFields.Shown(text)}. Send an amount such as 0.1, 2%, 12a% or 100%p.", "VOLUME");
            return null;
        }

        switch (mark.Replace("%", "", StringComparison.Ordinal).ToUpperInvariant())
        {
            case "" when mark.Length == 0:
                return new() { Quantity = number };
            case "":
                return new() { Quantity = number, Type = QuantityType.PercentOfEquity };
            // Of the holdings of the pair, or of all traded pairs: on one account for one strategy that is what is available.
            case "A" or "S" or "T" when mark.Contains('%', StringComparison.Ordinal):
                return new() { Quantity = number, Type = QuantityType.PercentOfAvailable };
            case "P" when mark.Contains('%', StringComparison.Ordinal):
                return new() { Quantity = number, Type = QuantityType.PercentOfPosition };
            default:
                fields.Refuse("invalid-quantity-type", $"VOLUME is {CommandFields.Shown(text)}. Mark it with %, a%, s%, t% or p%, or send a plain amount.", "VOLUME");
                return null;
        }
    }

    public static Price? LimitPrice(CommandFields fields)
    {
        if (fields.Text("PRICE") is { } text && Amounts.TrySplit(text, out _, out var mark) && mark.Length > 0)
        {
            fields.Refuse("unsupported-parameter", $"PRICE is {CommandFields.Shown(text)}, a distance from the market. A limit order needs its price here.", "PRICE");
            return null;
        }

        return fields.Price("invalid-limit-price", "PRICE");
    }

    public static StopLossTerms? StopLoss(CommandFields fields)
    {
        if (fields.Text("STOP_PRICE") is not { } text)
        {
            return null;
        }

        var (price, percent, amount) = Level(fields, "STOP_PRICE", text, "invalid-stop-loss-stop-price");
        return new() { StopPrice = price, Percent = percent, Amount = amount };
    }

    /// <summary>Prices and ratios are each taken in their order, whatever their numbers: the first ratio is the first price's.</summary>
    public static TakeProfitTerms? TakeProfit(CommandFields fields)
    {
        var targets = new List<TargetTerms>();
        foreach (var name in Numbered("TAKE_PROFIT_PRICE"))
        {
            if (fields.Text(name) is { } text)
            {
                var (price, percent, amount) = Level(fields, name, text, "invalid-take-profit-limit-price");
                targets.Add(new() { LimitPrice = price, Percent = percent, Amount = amount });
            }
        }

        var ratios = Numbered("TAKE_PROFIT_VOLUME_RATIO").Select(name => fields.Positive("invalid-take-profit-percent", name)).OfType<decimal>().ToArray();
        if (ratios.Length > 0 && ratios.Length != targets.Count)
        {
            fields.Refuse("invalid-take-profit-percent",
                $"The signal has {targets.Count} TAKE_PROFIT_PRICE and {ratios.Length} TAKE_PROFIT_VOLUME_RATIO. Send a ratio for each price, or none for equal parts.", "TAKE_PROFIT_VOLUME_RATIO");
            return null;
        }

        return targets.Count == 0 ? null : new() { Targets = ratios.Length == 0 ? [.. targets] : Shared(targets, ratios) };
    }

    private static IEnumerable<string> Numbered(string name) =>
        Enumerable.Range(1, TargetsMax).Select(place => $"{name}_{place.ToString(CultureInfo.InvariantCulture)}").Prepend(name);

    // Ratios are relative to each other; shares are percentages, and the last takes what rounding leaves.
    private static ValueList<TargetTerms> Shared(List<TargetTerms> targets, decimal[] ratios)
    {
        var sum = ratios.Sum();
        var shares = ratios.Select(ratio => Math.Round(ratio / sum * 100m, 8)).ToArray();
        shares[^1] = 100m - shares[..^1].Sum();
        return [.. targets.Zip(shares, (target, share) => target with { SharePercent = share })];
    }

    private static (Price? Price, decimal? Percent, decimal? Amount) Level(CommandFields fields, string name, string text, string code)
    {
        if (Amounts.TrySplit(text.TrimStart('@'), out var number, out var mark) && number != 0)
        {
            switch (mark.ToUpperInvariant())
            {
                case "" when number > 0:
                    return (new(number), null, null);
                case "%":
                    return (null, Math.Abs(number), null);
                case "D":
                    return (null, null, Math.Abs(number));
            }
        }

        fields.Refuse(code, $"{name} is {CommandFields.Shown(text)}. Send a price such as 42000, or a distance such as 10d or 5%.", name);
        return default;
    }
}
