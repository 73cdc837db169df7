using System.Globalization;

namespace Signalbox.Text;

/// <summary>Decimals as canonical text: no exponent, no trailing zeros, no leading plus.</summary>
public static class Decimals
{
    // Dividing by a one with 28 places strips trailing zeros; the default format never writes an exponent.
    private const decimal OneWithAllPlaces = 1.0000000000000000000000000000m;

    private const NumberStyles Accepted =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    public static string Canonical(decimal value) => Normalize(value).ToString(CultureInfo.InvariantCulture);

    public static decimal Normalize(decimal value) => value == 0 ? 0m : value / OneWithAllPlaces;

    /// <summary>Reads a number a person or a script wrote; NaN, infinities and overflow are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, Accepted, CultureInfo.InvariantCulture, out value);

    public static bool TryParse(ReadOnlySpan<byte> utf8, out decimal value) =>
        decimal.TryParse(utf8, Accepted, CultureInfo.InvariantCulture, out value);
}
