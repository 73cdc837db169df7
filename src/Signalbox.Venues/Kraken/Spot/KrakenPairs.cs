using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// The pairs of spot by all their names. The short one (<c>XBTUSD</c>) is our instrument's; the list and the trades use
/// another (<c>XXBTZUSD</c>), the streams a third (<c>BTC/USD</c>).
/// </summary>
public sealed class KrakenPairs
{
    private volatile Dictionary<string, KrakenPair> names = new(StringComparer.Ordinal);

    public bool IsEmpty => names.Count == 0;

    public void Replace(IEnumerable<KrakenPair> pairs)
    {
        var fresh = new Dictionary<string, KrakenPair>(names, StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            fresh[pair.Instrument.Id.Value] = fresh[pair.Key] = fresh[pair.Symbol] = pair;
        }

        names = fresh;
    }

    public KrakenPair? Find(string? name) => name is not null && names.TryGetValue(name, out var pair) ? pair : null;

    /// <summary>A pair that is not listed any more goes by the name that was given, written as the short one is.</summary>
    public InstrumentId Named(string name) => Find(name)?.Instrument.Id ?? new(Short(name));

    /// <summary>What the streams call an instrument; null for one that is not listed.</summary>
    public string? SymbolOf(InstrumentId instrument) => Find(instrument.Value)?.Symbol;

    /// <summary>The currency that fees are paid in; null for a pair that is not listed.</summary>
    public string? QuoteOf(string name) => Find(name)?.Instrument.Quote;

    private static string Short(string name) => name.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        ? Old(name[..slash]) + Old(name[(slash + 1)..])
        : name;

    private static string Old(string currency) => currency switch
    {
        "BTC" => "XBT",
        "DOGE" => "XDG",
        _ => currency,
    };
}

/// <param name="Key">Its name in the list of pairs.</param>
/// <param name="Symbol">Its name in the streams.</param>
public sealed record KrakenPair(string Key, string Symbol, int PriceDecimals, int QuantityDecimals, Instrument Instrument);
