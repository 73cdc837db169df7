using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>What the sandbox lists, with the filters the venue has for the same.</summary>
internal static class KucoinInstruments
{
    public static readonly IReadOnlyList<PaperInstrument> Spot =
    [
        Pair("BTC", tick: 0.1m, lot: 0.00000001m, least: 0.00001m, middle: 84_000m, first: 1.5m),
        Pair("ETH", tick: 0.01m, lot: 0.0000001m, least: 0.0001m, middle: 3_200m, first: 25m),
        Pair("SOL", tick: 0.001m, lot: 0.0001m, least: 0.01m, middle: 150m, first: 300m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Futures =
    [
        Contract("XBTUSDTM", "XBT", worth: 0.001m, tick: 0.1m, middle: 84_000m, first: 1_500m),
        Contract("ETHUSDTM", "ETH", worth: 0.01m, tick: 0.01m, middle: 3_200m, first: 2_500m),
        Contract("SOLUSDTM", "SOL", worth: 0.1m, tick: 0.001m, middle: 150m, first: 3_000m),
        Inverse("XBTUSDM", "XBT", tick: 0.1m, middle: 84_000m, first: 100_000m),
    ];

    private static PaperInstrument Pair(string symbol, decimal tick, decimal lot, decimal least, decimal middle, decimal first) => Of(
        new()
        {
            Id = new(symbol + "-USDT"),
            Kind = InstrumentKind.Spot,
            AssetClass = AssetClass.Crypto,
            Base = symbol,
            Quote = "USDT",
            Settle = "USDT",
            TickSize = new(tick),
            LotSize = new(lot),
            MinQuantity = new(least),
            MaxQuantity = new(10_000_000_000m),
            MinNotional = new(0.1m),
            Shortable = false,
        },
        middle, first);

    private static PaperInstrument Contract(string id, string symbol, decimal worth, decimal tick, decimal middle, decimal first) => Of(
        Perpetual(id, symbol, InstrumentKind.LinearPerpetual, tick) with { Quote = "USDT", Settle = "USDT", ContractSize = worth }, middle, first);

    private static PaperInstrument Inverse(string id, string symbol, decimal tick, decimal middle, decimal first) => Of(
        Perpetual(id, symbol, InstrumentKind.InversePerpetual, tick) with { Quote = "USD", Settle = symbol, ContractSize = 1m }, middle, first);

    private static Instrument Perpetual(string id, string symbol, InstrumentKind kind, decimal tick) => new()
    {
        Id = new(id),
        Kind = kind,
        AssetClass = AssetClass.Crypto,
        Base = symbol,
        Quote = "",
        Settle = "",
        TickSize = new(tick),
        LotSize = new(1m),
        MinQuantity = new(1m),
        MaxQuantity = new(1_000_000m),
        MaxPrice = new Price(1_000_000m),
        MaxLeverage = 100m,
    };

    private static PaperInstrument Of(Instrument instrument, decimal middle, decimal first) => new(instrument, new(middle), DailyMove: 0.03, new QuoteShape
    {
        HalfSpread = instrument.TickSize.Value,
        Step = Math.Max(instrument.TickSize.Value, decimal.Round(middle * 0.00005m, 1)),
        First = new(first),
        Lot = instrument.LotSize,
    });
}
