using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>What the sandbox lists, with the increments the venue has for the same.</summary>
internal static class CoinbaseInstruments
{
    public static readonly IReadOnlyList<PaperInstrument> Spot =
    [
        Pair("BTC", lot: 0.00000001m, most: 3_400m, middle: 84_000m, first: 1.5m),
        Pair("ETH", lot: 0.00000001m, most: 42_000m, middle: 3_200m, first: 25m),
        Pair("SOL", lot: 0.00000001m, most: 360_000m, middle: 150m, first: 300m),
    ];

    private static PaperInstrument Pair(string coin, decimal lot, decimal most, decimal middle, decimal first) => new(
        new()
        {
            Id = new(coin + "-USD"),
            Kind = InstrumentKind.Spot,
            AssetClass = AssetClass.Crypto,
            Base = coin,
            Quote = "USD",
            Settle = "USD",
            TickSize = new(0.01m),
            LotSize = new(lot),
            MinQuantity = new(lot),
            MaxQuantity = new(most),
            MinNotional = new(1m),
            Shortable = false,
        },
        new(middle),
        DailyMove: 0.03,
        new QuoteShape
        {
            HalfSpread = 0.01m,
            Step = Math.Max(0.01m, decimal.Round(middle * 0.00005m, 2)),
            First = new(first),
            Lot = new(lot),
        });
}
