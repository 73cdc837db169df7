namespace Signalbox.Markets.Symbols;

/// <summary>The notation of <see cref="CanonicalSymbol"/>, read: base/quote:settle, then date, strike and right.</summary>
internal static class UnifiedNames
{
    private const int PartsMax = 5;

    public static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> pair, out SymbolReading named)
    {
        named = new() { Market = SymbolMarket.Perpetual };
        pair = default;
        var slash = text.IndexOf('/');
        var colon = text.IndexOf(':');
        if (slash < 1 || colon < slash)
        {
            return false;
        }

        pair = text[..colon];
        var rest = text[(colon + 1)..];
        Span<Range> parts = stackalloc Range[PartsMax];
        var count = rest.Split(parts, '-');
        if (count > 1)
        {
            if (!ContractDates.TryDay(rest[parts[1]], out var day))
            {
                return false;
            }

            named.Market = SymbolMarket.Future;
            named.Expiry = day;
        }

        if (count > 2 && !DatedNames.TryContract(rest, parts[2..count], ref named))
        {
            return false;
        }

        // After the contract: an option's parts may not name another settlement.
        named.Settle = rest[parts[0]];
        return !named.Settle.IsEmpty;
    }
}
