using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>A price, or a distance from the entry: exactly one of them.</summary>
internal readonly record struct AlertatronLevel(Price? Price, decimal? Percent, decimal? Amount)
{
    public TargetTerms AsTarget() => new() { LimitPrice = Price, Percent = Percent, Amount = Amount };

    public StopLossTerms AsStop() => new() { StopPrice = Price, Percent = Percent, Amount = Amount };
}

internal static class AlertatronValues
{
    /// <summary>
    /// <c>@70000</c> is a price; <c>1%</c>, <c>50</c>, <c>e1%</c> are distances, those with an e from the entry. The others count from
    /// the price at the moment, which is the entry's where they protect what was just opened.
    /// </summary>
    public static AlertatronLevel? Level(CommandFields fields, params ReadOnlySpan<string> names)
    {
        if (fields.Text(names) is not { } text)
        {
            return null;
        }

        if (text.StartsWith('@') && Decimals.TryParse(text.AsSpan(1), out var price) && price > 0)
        {
            return new(new(price), null, null);
        }

        var distance = text.StartsWith('e') || text.StartsWith('E') ? text[1..] : text;
        if (Amounts.TrySplit(distance, out var number, out var mark) && number != 0 && mark is "" or "%")
        {
            return mark.Length > 0 ? new(null, Math.Abs(number), null) : new(null, null, Math.Abs(number));
        }

        fields.Refuse("invalid-price", $"{names[0]} is {CommandFields.Shown(text)}. Send a price such as @60000, or a distance such as 50 or 1%.", names[0]);
        return null;
    }

    /// <summary>The price of an order that opens or changes a position.</summary>
    public static Price? Absolute(CommandFields fields, AlertatronLevel? level, string name)
    {
        if (level is { Price: null })
        {
            fields.Refuse("unsupported-parameter", $"The parameter {name} is a distance from the market; the order needs its price here. Send {name}=@ with the price.", name);
        }

        return level?.Price;
    }

    public static SizeTerms? Amount(CommandFields fields)
    {
        if (fields.Text("amount") is not { } text)
        {
            return null;
        }

        if (Amounts.TrySplit(text, out var number, out var mark) && number > 0)
        {
            switch (mark.ToUpperInvariant())
            {
                case "":
                    return new() { Quantity = number };
                case "%" or "%B":
                    return new() { Quantity = number, Type = QuantityType.PercentOfEquity };
                case "%%" or "%A":
                    return new() { Quantity = number, Type = QuantityType.PercentOfAvailable };
                case "%P":
                    return new() { Quantity = number, Type = QuantityType.PercentOfPosition };
                case "USD" or "USDT":
                    return new() { Quantity = number, Type = QuantityType.DollarAmount };
            }
        }

        fields.Refuse("invalid-quantity", $"amount is {CommandFields.Shown(text)}. Send a number, or a percentage marked %, %%, %a, %b or %p.", "amount");
        return null;
    }
}
