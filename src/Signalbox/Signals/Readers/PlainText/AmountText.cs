using System.Buffers;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>What a number counts, by what stands around it.</summary>
internal enum AmountUnit
{
    Plain,
    Percent,
    Money,

    /// <summary>Behind an at sign.</summary>
    Price,
}

internal readonly record struct Amount(decimal Value, AmountUnit Unit)
{
    /// <summary><c>12</c>, <c>2%</c>, <c>$50</c>, <c>@60000</c>; null where the word is none of these.</summary>
    public static Amount? TryRead(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return null;
        }

        var unit = word[0] switch
        {
            '@' => AmountUnit.Price,
            '$' => AmountUnit.Money,
            _ => word[^1] == '%' ? AmountUnit.Percent : AmountUnit.Plain,
        };
        var digits = unit switch
        {
            AmountUnit.Price => word[1..].TrimStart('$'),
            AmountUnit.Money => word[1..],
            AmountUnit.Percent => word[..^1],
            _ => word,
        };
        return digits.Length > 0 && IsNumberStart(digits[0]) && Decimals.TryParse(digits, out var value) ? new(value, unit) : null;
    }

    private static bool IsNumberStart(char letter) => char.IsAsciiDigit(letter) || letter is '.' or '-' or '+';
}

/// <summary>Sizes as they are written: <c>0.01</c>, <c>$500</c>, <c>5%</c>, <c>25%a</c>, <c>50%p</c>, <c>r1%</c>, <c>r$100</c>.</summary>
internal static class SizeText
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.,_'");
    private static readonly SearchValues<char> ExponentLetters = SearchValues.Create("0123456789+-");

    public static SizeTerms? TryRead(ReadOnlySpan<char> word)
    {
        var isRisk = word is ['r' or 'R', _, ..];
        var suffix = word is [.., '%', _] ? char.ToLowerInvariant(word[^1]) : '\0';
        var number = (isRisk ? word[1..] : word)[..^(suffix == '\0' ? 0 : 1)];
        if (Amount.TryRead(number) is not { Value: > 0 } amount)
        {
            return null;
        }

        QuantityType? type = (amount.Unit, isRisk, suffix) switch
        {
            (AmountUnit.Plain, false, '\0') => QuantityType.FixedQuantity,
            (AmountUnit.Money, false, '\0') => QuantityType.DollarAmount,
            (AmountUnit.Money, true, '\0') => QuantityType.RiskDollarAmount,
            (AmountUnit.Percent, true, '\0') => QuantityType.RiskPercent,
            (AmountUnit.Percent, false, '\0' or 'e') => QuantityType.PercentOfEquity,
            (AmountUnit.Percent, false, 'a') => QuantityType.PercentOfAvailable,
            (AmountUnit.Percent, false, 'p') => QuantityType.PercentOfPosition,
            _ => null,
        };
        return type is null ? null : new() { Quantity = amount.Value, Type = type.Value };
    }

    /// <summary>A word that was meant as a number: never a symbol, though coins may begin with digits (1INCH, 1000PEPE).</summary>
    public static bool IsNumberLike(ReadOnlySpan<char> word)
    {
        var bare = word.TrimStart("@$+-");
        if (bare.TrimStart('.') is not [>= '0' and <= '9', ..])
        {
            return false;
        }

        var length = bare.IndexOfAnyExcept(NumberLetters);
        return length < 0 || bare[..length].ContainsAny('.', ',') || bare[length..] is ['%' or '$', ..] or ['x' or 'X'] || IsExponent(bare[length..]);
    }

    private static bool IsExponent(ReadOnlySpan<char> rest) => rest is ['e' or 'E', _, ..] && !rest[1..].ContainsAnyExcept(ExponentLetters);

    /// <summary>How to write what stands there; null where it cannot be told.</summary>
    public static string? HintFor(ReadOnlySpan<char> word) => word switch
    {
        ['@', ..] => $"Write limit {word[1..]} for an order at that price.",
        [.., '$'] => $"Write ${word[..^1]} for an amount of money.",
        [.., 'x' or 'X'] => $"Write lev {word} for the leverage.",
        _ when word.ContainsAny(',', '_', '\'') => "Write numbers with a point and without separators: 1000 or 0.5.",
        _ => null,
    };

    public static string Write(SizeTerms size)
    {
        var number = Decimals.Canonical(size.Quantity);
        return size.Type switch
        {
            QuantityType.FixedQuantity => number,
            QuantityType.DollarAmount => $"${number}",
            QuantityType.RiskDollarAmount => $"r${number}",
            QuantityType.RiskPercent => $"r{number}%",
            QuantityType.PercentOfEquity => $"{number}%e",
            QuantityType.PercentOfAvailable => $"{number}%a",
            QuantityType.PercentOfPosition => $"{number}%p",
            _ => throw new InvalidOperationException($"{size.Type} cannot be written."),
        };
    }
}
