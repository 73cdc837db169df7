using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Okx;

/// <summary>What the sandbox lists, with the filters the venue has for the same. Contracts are hundredths and tenths of a coin.</summary>
internal static class OkxInstruments
{
    private static readonly DateOnly End = new(2030, 12, 27);

    public static readonly IReadOnlyList<PaperInstrument> Spot =
    [
        Of(Pair("BTC", "BTC-USDT", InstrumentKind.Spot, tick: 0.1m, lot: 0.00000001m, least: 0.00001m) with { Shortable = false }, 84_000m, 1.5m),
        Of(Pair("ETH", "ETH-USDT", InstrumentKind.Spot, tick: 0.01m, lot: 0.000001m, least: 0.001m) with { Shortable = false }, 3_200m, 25m),
        Of(Pair("SOL", "SOL-USDT", InstrumentKind.Spot, tick: 0.01m, lot: 0.000001m, least: 0.01m) with { Shortable = false }, 150m, 300m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Swap =
    [
        Of(Pair("BTC", "BTC-USDT-SWAP", InstrumentKind.LinearPerpetual, tick: 0.1m, lot: 0.01m, least: 0.01m) with { ContractSize = 0.01m }, 84_000m, 150m),
        Of(Pair("ETH", "ETH-USDT-SWAP", InstrumentKind.LinearPerpetual, tick: 0.01m, lot: 0.01m, least: 0.01m) with { ContractSize = 0.1m }, 3_200m, 250m),
        Of(Inverse("BTC-USD-SWAP", InstrumentKind.InversePerpetual), 84_000m, 1_250m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Futures =
    [
        Of(Pair("BTC", "BTC-USDT-301227", InstrumentKind.LinearFuture, tick: 0.1m, lot: 0.01m, least: 0.01m) with { ContractSize = 0.01m, Expiry = End }, 84_000m, 150m),
        Of(Inverse("BTC-USD-301227", InstrumentKind.InverseFuture) with { Expiry = End }, 84_000m, 1_250m),
    ];

    private static Instrument Pair(string from, string id, InstrumentKind kind, decimal tick, decimal lot, decimal least) => new()
    {
        Id = new(id),
        Kind = kind,
        AssetClass = AssetClass.Crypto,
        Base = from,
        Quote = "USDT",
        Settle = "USDT",
        TickSize = new(tick),
        LotSize = new(lot),
        MinQuantity = new(least),
        MaxQuantity = new(100_000_000m),
    };

    private static Instrument Inverse(string id, InstrumentKind kind) =>
        Pair("BTC", id, kind, tick: 0.1m, lot: 0.1m, least: 0.1m) with { Quote = "USD", Settle = "BTC", ContractSize = 100m };

    private static PaperInstrument Of(Instrument instrument, decimal middle, decimal first) => new(instrument, new(middle), DailyMove: 0.03, new QuoteShape
    {
        HalfSpread = instrument.TickSize.Value,
        Step = Math.Max(instrument.TickSize.Value, decimal.Round(middle * 0.00005m, 1)),
        First = new(first),
        Lot = instrument.LotSize,
    });
}
