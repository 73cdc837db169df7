using System.Collections.Frozen;

namespace Signalbox.Markets.Symbols;

/// <summary>
/// Currencies that go by several names. A different unit is no other name: <c>1000PEPE</c> and <c>PEPE</c>, <c>USD</c> and
/// <c>USDT</c> stay apart.
/// </summary>
internal static class CurrencyNames
{
    private static readonly FrozenDictionary<string, string> Everywhere = new Dictionary<string, string>
    {
        ["XBT"] = "BTC",
        ["XXBT"] = "BTC",
        ["XDG"] = "DOGE",
        ["XXDG"] = "DOGE",
        ["XETH"] = "ETH",
        ["XETC"] = "ETC",
        ["XLTC"] = "LTC",
        ["XMLN"] = "MLN",
        ["XREP"] = "REP",
        ["XXLM"] = "XLM",
        ["XXMR"] = "XMR",
        ["XXRP"] = "XRP",
        ["XZEC"] = "ZEC",
        ["ZAUD"] = "AUD",
        ["ZCAD"] = "CAD",
        ["ZEUR"] = "EUR",
        ["ZGBP"] = "GBP",
        ["ZJPY"] = "JPY",
        ["ZUSD"] = "USD",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Three letters were all this venue had; elsewhere some of them are other coins.
    private static readonly FrozenDictionary<string, string> Bitfinex = new Dictionary<string, string>
    {
        ["UST"] = "USDT",
        ["UDC"] = "USDC",
        ["DSH"] = "DASH",
        ["IOT"] = "IOTA",
        ["QTM"] = "QTUM",
        ["DAT"] = "DATA",
        ["MNA"] = "MANA",
        ["ALG"] = "ALGO",
        ["ATO"] = "ATOM",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Others =
        Everywhere.GroupBy(pair => pair.Value, pair => pair.Key).ToFrozenDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToArray());

    private static readonly FrozenDictionary<string, string[]> OthersAtBitfinex =
        Bitfinex.GroupBy(pair => pair.Value, pair => pair.Key).ToFrozenDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToArray());

    /// <summary>The name we use for a currency as this venue writes it.</summary>
    public static string Canonical(string currency, string venue)
    {
        var name = currency.ToUpperInvariant();
        return venue == "bitfinex" ? AtBitfinex(name) : Everywhere.GetValueOrDefault(name, name);
    }

    // F0 marks what a derivative is made of: BTCF0, USTF0.
    private static string AtBitfinex(string name)
    {
        var plain = name.EndsWith("F0", StringComparison.Ordinal) ? name[..^2] : name;
        return Bitfinex.GetValueOrDefault(plain, plain);
    }

    /// <summary>Every name somebody may use for it at this venue, ours first.</summary>
    public static IEnumerable<string> NamesOf(string canonical, string venue)
    {
        IEnumerable<string> names = [canonical, .. Others.GetValueOrDefault(canonical, [])];
        return venue == "bitfinex" ? names.Concat(OthersAtBitfinex.GetValueOrDefault(canonical, [])) : names;
    }

    /// <summary>Whether a name in capitals, wherever it was written, means a currency of this venue.</summary>
    public static bool Same(ReadOnlySpan<char> name, string currency, string venue)
    {
        var canonical = Canonical(currency, venue);
        return name.SequenceEqual(canonical)
            || Everywhere.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) && known == canonical
            || name.Equals(currency, StringComparison.OrdinalIgnoreCase);
    }
}
