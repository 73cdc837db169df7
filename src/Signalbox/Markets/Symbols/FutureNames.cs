using System.Buffers;
using Signalbox.Markets.Futures;

namespace Signalbox.Markets.Symbols;

/// <summary>Names of futures by their delivery month, and of continuous ones by their place.</summary>
internal static class FutureNames
{
    private const int RootLengthMax = 12;

    private static readonly SearchValues<char> RootLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>A root, a month's letter and a year of one, two or four digits: <c>MNQU2026</c>, <c>MNQU26</c>, <c>MNQU6</c>.</summary>
    public static bool TryCode(ReadOnlySpan<char> compact, DateOnly today, out ReadOnlySpan<char> root, out ContractMonth month)
    {
        foreach (var digits in (ReadOnlySpan<int>)[4, 2, 1])
        {
            var letter = compact.Length - digits - 1;
            if (letter is >= 1 and <= RootLengthMax
                && ContractMonth.MonthOf(compact[letter]) is { } number
                && ContractMonth.YearOf(compact[^digits..], today) is { } year)
            {
                root = compact[..letter];
                month = new(year, number);
                return true;
            }
        }

        root = default;
        month = default;
        return false;
    }

    /// <summary><c>MNQ1!</c>, <c>@MNQ</c>, <c>/MNQ</c>: the front month, or one after it.</summary>
    public static bool TryContinuous(ReadOnlySpan<char> text, out ReadOnlySpan<char> root, out int place)
    {
        if (text.Length is > 2 and <= RootLengthMax && text[^1] == '!' && text[^2] is >= '1' and <= '9')
        {
            root = text[..^2];
            place = text[^2] - '0';
            return true;
        }

        root = text.Length is > 1 and <= RootLengthMax && text[0] is '@' or '/' ? text[1..] : default;
        place = 1;
        return !root.IsEmpty && !root.ContainsAnyExcept(RootLetters);
    }
}
