using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Binance;

/// <summary>What the sandbox lists, with the filters the venue has for the same.</summary>
internal static class BinanceInstruments
{
    public static readonly IReadOnlyList<PaperInstrument> Spot =
    [
        SpotPair("BTC", tick: 0.01m, lot: 0.00001m, middle: 84_000m, first: 1.5m),
        SpotPair("ETH", tick: 0.01m, lot: 0.0001m, middle: 3_200m, first: 25m),
        SpotPair("SOL", tick: 0.01m, lot: 0.001m, middle: 150m, first: 300m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Usdm =
    [
        Perpetual("BTC", tick: 0.1m, lot: 0.001m, middle: 84_000m, first: 1.5m),
        Perpetual("ETH", tick: 0.01m, lot: 0.001m, middle: 3_200m, first: 25m),
        Perpetual("SOL", tick: 0.01m, lot: 0.1m, middle: 150m, first: 300m),
    ];

    private static PaperInstrument SpotPair(string symbol, decimal tick, decimal lot, decimal middle, decimal first) =>
        Of(Instrument(symbol, InstrumentKind.Spot, tick, lot) with { Shortable = false }, middle, first);

    private static PaperInstrument Perpetual(string symbol, decimal tick, decimal lot, decimal middle, decimal first) =>
        Of(Instrument(symbol, InstrumentKind.LinearPerpetual, tick, lot), middle, first);

    private static Instrument Instrument(string symbol, InstrumentKind kind, decimal tick, decimal lot) => new()
    {
        Id = new(symbol + "USDT"),
        Kind = kind,
        AssetClass = AssetClass.Crypto,
        Base = symbol,
        Quote = "USDT",
        Settle = "USDT",
        TickSize = new(tick),
        LotSize = new(lot),
        MinQuantity = new(lot),
        MaxQuantity = new(9_000m),
        MinNotional = new(5m),
    };

    private static PaperInstrument Of(Instrument instrument, decimal middle, decimal first) => new(instrument, new(middle), DailyMove: 0.03, new QuoteShape
    {
        HalfSpread = instrument.TickSize.Value,
        Step = Math.Max(instrument.TickSize.Value, decimal.Round(middle * 0.00005m, 2)),
        First = new(first),
        Lot = instrument.LotSize,
    });
}
