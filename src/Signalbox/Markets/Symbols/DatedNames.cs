using System.Globalization;
using Signalbox.Markets.Futures;
using Signalbox.Text;

namespace Signalbox.Markets.Symbols;

/// <summary>
/// Contracts in parts: <c>BTC-26DEC25</c>, <c>BTC-USDT-251226</c>, <c>BTC_USDT_20251226</c>, <c>MNQ 09-26</c>, and options
/// with strike and right after the date, <c>BTC-26DEC25-100000-C</c>, perhaps with what settles them.
/// </summary>
internal static class DatedNames
{
    private const int PartsMax = 7;

    public static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out SymbolReading contract)
    {
        name = default;
        contract = new() { Market = SymbolMarket.Future };
        Span<Range> parts = stackalloc Range[PartsMax];
        var count = text.SplitAny(parts, "-_ /", StringSplitOptions.RemoveEmptyEntries);
        for (var index = 1; index < count; index++)
        {
            if (ContractDates.TryDay(text[parts[index]], out var day))
            {
                contract.Expiry = day;
                name = text[..parts[index].Start.Value];
                return index == count - 1 || TryContract(text, parts[(index + 1)..count], ref contract);
            }
        }

        contract.Month = count > 1 ? MonthOf(text, parts[..count]) : null;
        name = count > 0 ? text[parts[0]] : default;
        return contract.Month is not null;
    }

    /// <summary>Strike, right, and perhaps the settlement currency.</summary>
    public static bool TryContract(ReadOnlySpan<char> text, scoped ReadOnlySpan<Range> parts, ref SymbolReading contract)
    {
        if (parts.Length is < 2 or > 3 || !Decimals.TryParse(text[parts[0]], out var strike))
        {
            return false;
        }

        contract.Market = SymbolMarket.Option;
        contract.Strike = strike;
        contract.Right = text[parts[1]] switch { "C" or "CALL" => ContractRight.Call, "P" or "PUT" => ContractRight.Put, _ => null };
        contract.Settle = parts.Length == 3 ? text[parts[2]] : default;
        return contract.Right is not null;
    }

    // MNQ 09-26 and MNQ SEP26.
    private static ContractMonth? MonthOf(ReadOnlySpan<char> text, scoped ReadOnlySpan<Range> parts)
    {
        if (parts.Length == 2)
        {
            return ContractDates.Month(text[parts[1]]);
        }

        return parts.Length == 3 && text[parts[1]].Length == 2 && text[parts[2]].Length == 2
            && int.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
            && int.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                ? new(2000 + year, month)
                : null;
    }
}
