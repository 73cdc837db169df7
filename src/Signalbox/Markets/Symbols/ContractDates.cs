using System.Globalization;
using Signalbox.Markets.Futures;

namespace Signalbox.Markets.Symbols;

/// <summary>The dates inside tickers.</summary>
internal static class ContractDates
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary><c>251226</c>, <c>20251226</c> or <c>26DEC25</c>.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        if (text.Length is 6 or 8 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            return text.Length == 6
                ? TryDay(2000 + Number(text[..2]), Number(text[2..4]), Number(text[4..]), out day)
                : TryDay(Number(text[..4]), Number(text[4..6]), Number(text[6..]), out day);
        }

        return text.Length is 6 or 7
            && int.TryParse(text[..^5], NumberStyles.None, CultureInfo.InvariantCulture, out var date)
            && MonthOf(text[^5..^2]) is { } month
            && int.TryParse(text[^2..], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && TryDay(2000 + year, month, date, out day);
    }

    /// <summary><c>052025</c>: month, day, year.</summary>
    public static bool TryDayAfterMonth(ReadOnlySpan<char> sixDigits, out DateOnly day) =>
        TryDay(2000 + Number(sixDigits[4..]), Number(sixDigits[..2]), Number(sixDigits[2..4]), out day);

    /// <summary><c>SEP26</c>.</summary>
    public static ContractMonth? Month(ReadOnlySpan<char> text) =>
        text.Length == 5 && MonthOf(text[..3]) is { } month && int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? new(2000 + year, month)
            : null;

    private static int? MonthOf(ReadOnlySpan<char> name)
    {
        for (var index = 0; index < Months.Length; index++)
        {
            if (name.SequenceEqual(Months[index]))
            {
                return index + 1;
            }
        }

        return null;
    }

    private static bool TryDay(int year, int month, int date, out DateOnly day)
    {
        var exists = year is >= 2000 and < 2100 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month);
        day = exists ? new(year, month, date) : default;
        return exists;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
