namespace Signalbox.Markets.Symbols;

/// <summary>What venues and charting sites write before or after a pair to say which market is meant.</summary>
internal static class MarketMarks
{
    private static readonly (string Text, SymbolMarket Market, bool? Inverse)[] After =
    [
        (".P", SymbolMarket.Perpetual, null),
        (".PERP", SymbolMarket.Perpetual, null),
        ("-PERP-INTX", SymbolMarket.Perpetual, null),
        ("-PERP", SymbolMarket.Perpetual, null),
        ("_PERP", SymbolMarket.Perpetual, null),
        ("-PERPETUAL", SymbolMarket.Perpetual, null),
        ("_PERPETUAL", SymbolMarket.Perpetual, null),
        ("-SWAP", SymbolMarket.Perpetual, null),
        ("_SWAP", SymbolMarket.Perpetual, null),
        ("_UMCBL", SymbolMarket.Perpetual, false),
        ("_CMCBL", SymbolMarket.Perpetual, false),
        ("_DMCBL", SymbolMarket.Perpetual, true),
        ("_SPBL", SymbolMarket.Spot, null),
        ("-SPOT", SymbolMarket.Spot, null),
        ("_SPOT", SymbolMarket.Spot, null),
        (".SPOT", SymbolMarket.Spot, null),
        ("PERPETUAL", SymbolMarket.Perpetual, null),
        ("PERP", SymbolMarket.Perpetual, null),
    ];

    private static readonly (string Text, SymbolMarket Market, bool? Inverse)[] Before =
    [
        ("PF_", SymbolMarket.Perpetual, false),
        ("PV_", SymbolMarket.Perpetual, false),
        ("PI_", SymbolMarket.Perpetual, true),
        ("FF_", SymbolMarket.Future, false),
        ("FI_", SymbolMarket.Future, true),
        ("PERP_", SymbolMarket.Perpetual, null),
        ("SPOT_", SymbolMarket.Spot, null),
    ];

    // One venue ends its perpetuals in M.
    private static readonly string[] MarginEndings = ["USDTM", "USDCM", "USDM"];

    /// <summary>The text without its mark; false where it has none.</summary>
    public static bool TryStrip(ReadOnlySpan<char> text, out ReadOnlySpan<char> bare, out SymbolReading marked)
    {
        foreach (var (mark, market, inverse) in Before)
        {
            if (text.StartsWith(mark))
            {
                marked = new() { Market = market, Inverse = inverse };
                bare = text[mark.Length..];
                return !bare.IsEmpty;
            }
        }

        foreach (var (mark, market, inverse) in After)
        {
            if (text.Length > mark.Length && text.EndsWith(mark))
            {
                marked = new() { Market = market, Inverse = inverse };
                bare = text[..^mark.Length];
                return true;
            }
        }

        return TryStripMargin(text, out bare, out marked);
    }

    private static bool TryStripMargin(ReadOnlySpan<char> text, out ReadOnlySpan<char> bare, out SymbolReading marked)
    {
        marked = new() { Market = SymbolMarket.Perpetual };
        foreach (var ending in MarginEndings)
        {
            if (text.Length > ending.Length && text.EndsWith(ending))
            {
                bare = text[..^1];
                return true;
            }
        }

        bare = default;
        return false;
    }
}
