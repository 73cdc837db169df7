using System.Globalization;

namespace Signalbox.Markets.Futures;

/// <summary>The delivery month a futures contract is named by, which need not be the month it expires in.</summary>
public readonly record struct ContractMonth(int Year, int Month) : IComparable<ContractMonth>
{
    private const string Letters = "FGHJKMNQUVXZ";

    public char Letter => Letters[Month - 1];

    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>Null where the letter names no month.</summary>
    public static int? MonthOf(char letter) => Letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var index ? index + 1 : null;

    /// <summary>
    /// The year a contract's last digits mean. One digit is the year from last year on that ends in it: a contract of last
    /// year has expired, and saying so is better than reading it as one ten years ahead.
    /// </summary>
    public static int? YearOf(ReadOnlySpan<char> digits, DateOnly today)
    {
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return digits.Length switch
        {
            1 => today.Year - 1 + ((number - (today.Year - 1) % 10 + 10) % 10),
            2 => 2000 + number,
            4 when number is >= 2000 and < 2100 => number,
            _ => null,
        };
    }

    public ContractMonth Plus(int months)
    {
        var day = FirstDay.AddMonths(months);
        return new(day.Year, day.Month);
    }

    public int CompareTo(ContractMonth other) => Year == other.Year ? Month.CompareTo(other.Month) : Year.CompareTo(other.Year);

    public override string ToString() => $"{Letter}{Year}";
}
