using Signalbox.Markets;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>What the sandbox lists, by the venue's own numbers and places.</summary>
internal static class HyperliquidMarkets
{
    public static readonly IReadOnlyList<HyperliquidAsset> Assets =
    [
        new("BTC", 0, 5, IsSpot: false),
        new("ETH", 1, 4, IsSpot: false),
        new("SOL", 2, 2, IsSpot: false),
        new("@142", 10_142, 5, IsSpot: true),
        new("@151", 10_151, 4, IsSpot: true),
        new("@156", 10_156, 3, IsSpot: true),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Perpetuals =
    [
        Of(Assets[0], "BTC", 84_000m, first: 1.5m),
        Of(Assets[1], "ETH", 3_200m, first: 25m),
        Of(Assets[2], "SOL", 150m, first: 300m),
    ];

    public static readonly IReadOnlyList<PaperInstrument> Spot =
    [
        Of(Assets[3], "UBTC", 84_000m, first: 1.5m),
        Of(Assets[4], "UETH", 3_200m, first: 25m),
        Of(Assets[5], "USOL", 150m, first: 300m),
    ];

    public static HyperliquidAsset? Find(long number) => Assets.FirstOrDefault(asset => asset.Number == number);

    private static PaperInstrument Of(HyperliquidAsset asset, string currency, decimal middle, decimal first)
    {
        var tick = asset.Step(middle);
        var instrument = new Instrument
        {
            Id = new(asset.Coin),
            Kind = asset.IsSpot ? InstrumentKind.Spot : InstrumentKind.LinearPerpetual,
            AssetClass = AssetClass.Crypto,
            Base = currency,
            Quote = "USDC",
            Settle = "USDC",
            TickSize = new(tick),
            LotSize = asset.Lot,
            MinQuantity = asset.Lot,
            MinNotional = new(10m),
            MaxLeverage = asset.IsSpot ? null : 40m,
            Shortable = !asset.IsSpot,
        };
        return new(instrument, new(middle), DailyMove: 0.03, new QuoteShape
        {
            HalfSpread = tick,
            Step = Math.Max(tick, Math.Floor(middle * 0.00005m / tick) * tick),
            First = new(first),
            Lot = asset.Lot,
        });
    }
}
