namespace Signalbox.Markets.Symbols;

/// <summary>
/// The ways a ticker may be written, in the order they are tried. A reading counts only when the book has an instrument for
/// it, so a plain name wins over one that merely looks like a contract.
/// </summary>
internal static class TickerForms
{
    public const int Count = 8;

    /// <param name="text">In capitals, without the exchange.</param>
    public static bool TryRead(int form, ReadOnlySpan<char> text, DateOnly today, Span<char> buffer, out SymbolReading reading)
    {
        ReadOnlySpan<char> name;
        switch (form)
        {
            case 0:
                reading = default;
                name = text;
                break;
            case 1 when MarketMarks.TryStrip(text, out name, out reading):
                break;
            case 2 when UnifiedNames.TryRead(text, out name, out reading):
                break;
            case 3 when FutureNames.TryContinuous(text, out name, out var place):
                reading = new() { Market = SymbolMarket.Future, Place = place };
                break;
            case 4 when OptionNames.TryRead(text, out name, out reading):
                break;
            case 5 when TryDated(text, out name, out reading):
                break;
            case 6:
                return TryCode(text, today, buffer, out reading);
            case 7:
                return TryMarked(text, buffer, out reading);
            default:
                reading = default;
                return false;
        }

        reading.Key = TickerText.Compact(name, buffer);
        return !reading.Key.IsEmpty;
    }

    // FI_XBTUSD_251226 says inverse before and the date after.
    private static bool TryDated(ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out SymbolReading reading)
    {
        bool? inverse = null;
        if (MarketMarks.TryStrip(text, out var bare, out var marked) && marked.Market == SymbolMarket.Future)
        {
            text = bare;
            inverse = marked.Inverse;
        }

        var found = DatedNames.TryRead(text, out name, out reading);
        reading.Inverse = inverse;
        return found;
    }

    private static bool TryCode(ReadOnlySpan<char> text, DateOnly today, Span<char> buffer, out SymbolReading reading)
    {
        reading = new() { Market = SymbolMarket.Future };
        var compact = TickerText.Compact(text.TrimStart('/'), buffer);
        if (compact.IsEmpty || !FutureNames.TryCode(compact, today, out var root, out var month))
        {
            return false;
        }

        reading.Key = root;
        reading.Month = month;
        return true;
    }

    // tBTCUSD, tAAVE:USD, and the perpetual tBTCF0:USTF0; UST is Tether there.
    private static bool TryMarked(ReadOnlySpan<char> text, Span<char> buffer, out SymbolReading reading)
    {
        reading = default;
        if (text.Length < 5 || text[0] != TickerText.PairMark)
        {
            return false;
        }

        var pair = text[1..].ToString();
        reading.Market = pair.Contains("F0", StringComparison.Ordinal) ? SymbolMarket.Perpetual : SymbolMarket.Any;
        pair = pair.Replace("F0", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        reading.Key = TickerText.Compact(pair.EndsWith("UST", StringComparison.Ordinal) ? pair[..^1] + "DT" : pair, buffer);
        return !reading.Key.IsEmpty;
    }
}
