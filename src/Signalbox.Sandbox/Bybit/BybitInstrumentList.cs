using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Bybit;

/// <summary>What the sandbox lists, with the filters the venue has for the same.</summary>
internal static class BybitInstrumentList
{
    public static readonly IReadOnlyList<PaperInstrument> Spot =
    [
        Of("BTC", InstrumentKind.Spot, tick: 0.1m, lot: 0.000001m, middle: 84_000m, first: 1.5m),
        Of("ETH", InstrumentKind.Spot, tick: 0.01m, lot: 0.00001m, middle: 3_200m, first: 25m),
        Of("SOL", InstrumentKind.Spot, tick: 0.01m, lot: 0.001m, middle: 150m, first: 300m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Linear =
    [
        Of("BTC", InstrumentKind.LinearPerpetual, tick: 0.1m, lot: 0.001m, middle: 84_000m, first: 1.5m),
        Of("ETH", InstrumentKind.LinearPerpetual, tick: 0.01m, lot: 0.01m, middle: 3_200m, first: 25m),
        Of("SOL", InstrumentKind.LinearPerpetual, tick: 0.01m, lot: 0.1m, middle: 150m, first: 300m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Inverse =
    [
        Of("BTC", InstrumentKind.InversePerpetual, tick: 0.1m, lot: 1m, middle: 84_000m, first: 120_000m),
        Of("ETH", InstrumentKind.InversePerpetual, tick: 0.01m, lot: 1m, middle: 3_200m, first: 80_000m),
    ];

    private static PaperInstrument Of(string coin, InstrumentKind kind, decimal tick, decimal lot, decimal middle, decimal first)
    {
        var isInverse = kind == InstrumentKind.InversePerpetual;
        return new(
            new()
            {
                Id = new(coin + (isInverse ? "USD" : "USDT")),
                Kind = kind,
                AssetClass = AssetClass.Crypto,
                Base = coin,
                Quote = isInverse ? "USD" : "USDT",
                Settle = isInverse ? coin : "USDT",
                TickSize = new(tick),
                LotSize = new(lot),
                MinQuantity = new(lot),
                MaxQuantity = new(isInverse ? 25_000_000m : 9_000m),
                MinNotional = isInverse ? null : new(5m),
                MaxLeverage = kind == InstrumentKind.Spot ? null : 100m,
                Shortable = kind != InstrumentKind.Spot,
            },
            new(middle), DailyMove: 0.03,
            new QuoteShape
            {
                HalfSpread = tick,
                Step = Math.Max(tick, decimal.Round(middle * 0.00005m, 2)),
                First = new(first),
                Lot = new(lot),
            });
    }
}
