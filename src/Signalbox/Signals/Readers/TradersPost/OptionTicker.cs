using System.Globalization;
using System.Text.RegularExpressions;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>
/// An option contract written as one word. The date is year, month, day; behind an underscore month, day, year. A strike of
/// eight digits behind C or P counts thousandths.
/// </summary>
/// <param name="Right">Null where the ticker does not say.</param>
internal sealed partial record OptionTicker(string Underlying, DateOnly Expiration, OptionRight? Right, Price Strike)
{
    private const int ScaledDigits = 8;

    public static OptionTicker? TryRead(string ticker)
    {
        if (Pattern().Match(ticker) is not { Success: true } match || !TryReadDate(match, out var expiration)
            || !Decimals.TryParse(match.Groups["strike"].ValueSpan, out var strike) || strike <= 0)
        {
            return null;
        }

        OptionRight? right = match.Groups["right"].Value.ToUpperInvariant() switch
        {
            "C" => OptionRight.Call,
            "P" => OptionRight.Put,
            _ => null,
        };
        var isScaled = right is not null && match.Groups["strike"].Length == ScaledDigits && !match.Groups["strike"].ValueSpan.Contains('.');
        return new(match.Groups["underlying"].Value, expiration, right, new(isScaled ? strike / 1000m : strike));
    }

    private static bool TryReadDate(Match match, out DateOnly date)
    {
        var isMonthFirst = match.Groups["separator"].Value == "_";
        var digits = match.Groups["date"].ValueSpan;
        return Try(digits, isMonthFirst ? "MMddyy" : "yyMMdd", out date) || (isMonthFirst && Try(digits, "yyMMdd", out date));
    }

    private static bool Try(ReadOnlySpan<char> digits, string format, out DateOnly date) =>
        DateOnly.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    [GeneratedRegex(@"^(?<underlying>[A-Za-z][A-Za-z.]{0,5})(?<separator>[ _]?)(?<date>\d{6})(?<right>[CcPp]?)(?<strike>\d{1,8}(\.\d{1,4})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
