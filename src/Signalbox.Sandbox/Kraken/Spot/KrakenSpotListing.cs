using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>One pair with the names and decimals it has at the venue.</summary>
internal sealed record KrakenSpotListing(string Name, string Key, string RestSymbol, string StreamSymbol, string BaseCode, int PriceDecimals, PaperInstrument Paper)
{
    public const int QuantityDecimals = 8;
    public const string QuoteCode = "ZUSD";

    private static readonly KrakenSpotListing[] All =
    [
        Of("XBTUSD", "XXBTZUSD", "XBT/USD", "BTC", "XXBT", priceDecimals: 1, least: 0.00005m, middle: 84_000m, first: 1.5m),
        Of("ETHUSD", "XETHZUSD", "ETH/USD", "ETH", "XETH", priceDecimals: 2, least: 0.001m, middle: 3_200m, first: 25m),
        Of("SOLUSD", "SOLUSD", "SOL/USD", "SOL", "SOL", priceDecimals: 2, least: 0.02m, middle: 150m, first: 300m),
    ];

    public static IReadOnlyList<PaperInstrument> Instruments { get; } = [.. All.Select(listing => listing.Paper)];

    /// <summary>What pairs are of, by code and by name.</summary>
    public static IReadOnlyList<KrakenSpotAsset> Assets { get; } = [.. All.Select(listing => new KrakenSpotAsset(listing.BaseCode, listing.RestSymbol.Split('/')[0], 10)), new(QuoteCode, "USD", 4)];

    public InstrumentId Id => Paper.Instrument.Id;

    /// <summary>By any of its names; null for what is not listed.</summary>
    public static KrakenSpotListing? Find(string? name) =>
        Array.Find(All, listing => listing.Name == name || listing.Key == name || listing.RestSymbol == name || listing.StreamSymbol == name);

    public static string CodeOf(string currency) => Array.Find(All, listing => listing.Paper.Instrument.Base == currency)?.BaseCode ?? (currency == "USD" ? QuoteCode : currency);

    private static KrakenSpotListing Of(
        string name, string key, string restSymbol, string coin, string code, int priceDecimals, decimal least, decimal middle, decimal first)
    {
        var tick = new decimal(1, 0, 0, false, (byte)priceDecimals);
        var lot = new decimal(1, 0, 0, false, QuantityDecimals);
        return new(name, key, restSymbol, $"{coin}/USD", code, priceDecimals, new(
            new()
            {
                Id = new(name),
                Kind = InstrumentKind.Spot,
                AssetClass = AssetClass.Crypto,
                Base = coin,
                Quote = "USD",
                Settle = "USD",
                TickSize = new(tick),
                LotSize = new(lot),
                MinQuantity = new(least),
                MinNotional = new(0.5m),
                Shortable = false,
            },
            new(middle),
            DailyMove: 0.03,
            new QuoteShape { HalfSpread = tick, Step = Math.Max(tick, decimal.Round(middle * 0.00005m, priceDecimals)), First = new(first), Lot = new(lot) }));
    }
}

internal sealed record KrakenSpotAsset(string Code, string Name, int Decimals);
