using Signalbox.Text;

namespace Signalbox.Signals.Readers.Commands;

/// <summary>A number with a mark that says what it counts: <c>10</c>, <c>10%</c>, <c>50%p</c>.</summary>
internal static class Amounts
{
    /// <summary>Far beyond any amount or price, and near enough that products and sums of a few stay numbers.</summary>
    public const decimal Most = 1_000_000_000_000_000m;

    /// <summary>Splits the number from its mark; false where there is no number.</summary>
    public static bool TrySplit(string text, out decimal number, out string mark)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '.' or '-' or '+'))
        {
            length++;
        }

        mark = text[length..].Trim();
        return Decimals.TryParse(text.AsSpan(0, length), out number) && Math.Abs(number) <= Most;
    }
}
