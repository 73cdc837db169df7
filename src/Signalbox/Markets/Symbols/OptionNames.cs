using System.Buffers;
using Signalbox.Text;

namespace Signalbox.Markets.Symbols;

/// <summary>
/// Option contracts in one word: <c>SPY 240510C68</c>, <c>SPY250520C582.5</c>, <c>SPY250520C00582500</c> as the clearing
/// house writes it, <c>SPY_052025C582.5</c> with the month first; after a space or an underscore also without C or P.
/// </summary>
internal static class OptionNames
{
    private const int DateDigits = 6;
    private const int ClearingDigits = 8;

    private static readonly SearchValues<char> StrikeLetters = SearchValues.Create("0123456789.");

    public static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> root, out SymbolReading contract)
    {
        contract = new() { Market = SymbolMarket.Option };
        text = text.TrimStart('.');
        var split = text.IndexOfAnyInRange('0', '9');
        root = split > 0 ? text[..split].TrimEnd(" _") : default;
        if (root.IsEmpty || text.Length < split + DateDigits + 1 || text.Slice(split, DateDigits).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        return TryDate(text.Slice(split, DateDigits), text[split - 1] == '_', ref contract)
            && TryStrike(text[(split + DateDigits)..], isApart: split > root.Length, ref contract);
    }

    private static bool TryDate(ReadOnlySpan<char> digits, bool monthFirst, ref SymbolReading contract)
    {
        var found = monthFirst && ContractDates.TryDayAfterMonth(digits, out var day) || ContractDates.TryDay(digits, out day);
        contract.Expiry = day;
        return found;
    }

    private static bool TryStrike(ReadOnlySpan<char> text, bool isApart, ref SymbolReading contract)
    {
        contract.Right = text[0] switch { 'C' => ContractRight.Call, 'P' => ContractRight.Put, _ => null };
        if (contract.Right is null && !isApart)
        {
            return false;
        }

        var number = contract.Right is null ? text : text[1..];
        if (number.IsEmpty || number.ContainsAnyExcept(StrikeLetters) || !Decimals.TryParse(number, out var strike))
        {
            return false;
        }

        contract.Strike = number.Length == ClearingDigits && !number.Contains('.') ? strike / 1000m : strike;
        return strike > 0;
    }
}
