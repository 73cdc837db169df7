using System.Text.Json.Serialization.Metadata;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>What is listed, and what each is called on the wire.</summary>
public sealed record HyperliquidListing(IReadOnlyList<Instrument> Instruments, IReadOnlyList<HyperliquidAsset> Assets)
{
    private const decimal LeastValue = 10m;

    /// <param name="place">Of the exchange among all exchanges of perpetuals; the venue's own is the first.</param>
    public static HyperliquidListing? Perpetuals(ReadOnlySpan<byte> json, int place)
    {
        if (Parts(json, HyperliquidJson.Default.PerpetualMeta) is not ({ Universe: { } universe }, var contexts) || universe.Count != contexts.Count
            || universe.Any(each => each.Name is null))
        {
            return null;
        }

        var assets = universe.Select((each, index) => new HyperliquidAsset(each.Name!, HyperliquidAsset.DexOffset(place) + index, each.SzDecimals, IsSpot: false)).ToList();
        return new(
            [.. universe.Select((each, index) => Of(assets[index], InstrumentKind.LinearPerpetual, contexts[index]) with
            {
                Base = each.Name![(each.Name!.IndexOf(':', StringComparison.Ordinal) + 1)..],
                MaxLeverage = each.MaxLeverage,
                Status = each.IsDelisted == true ? TradingStatus.Delisted : TradingStatus.Trading,
            })],
            assets);
    }

    public static HyperliquidListing? Pairs(ReadOnlySpan<byte> json)
    {
        if (Parts(json, HyperliquidJson.Default.PairMeta) is not ({ Universe: { } universe, Tokens: { } tokens }, var contexts))
        {
            return null;
        }

        var named = tokens.ToDictionary(token => token.Index);
        var prices = contexts.Where(context => context.Coin is not null).GroupBy(context => context.Coin!).ToDictionary(group => group.Key, group => group.First());
        var instruments = new List<Instrument>();
        var assets = new List<HyperliquidAsset>();
        foreach (var pair in universe)
        {
            if (pair is not { Name: { } name, Tokens: [var first, var second] } || !named.TryGetValue(first, out var paid) || !named.TryGetValue(second, out var with))
            {
                return null;
            }

            var asset = new HyperliquidAsset(name, HyperliquidAsset.SpotOffset + pair.Index, paid.SzDecimals, IsSpot: true);
            assets.Add(asset);
            instruments.Add(Of(asset, InstrumentKind.Spot, prices.GetValueOrDefault(name)) with
            {
                Base = paid.Name ?? name,
                Quote = with.Name ?? HyperliquidReports.Settlement,
                Settle = with.Name ?? HyperliquidReports.Settlement,
                Shortable = false,
            });
        }

        return new(instruments, assets);
    }

    // The step of prices moves with the price; the one of now is told, and orders far away are moved to theirs when written.
    private static Instrument Of(HyperliquidAsset asset, InstrumentKind kind, AssetContext? context) => new()
    {
        Id = new(asset.Coin),
        Kind = kind,
        AssetClass = AssetClass.Crypto,
        Base = asset.Coin,
        Quote = HyperliquidReports.Settlement,
        Settle = HyperliquidReports.Settlement,
        TickSize = new(asset.Step(context?.MidPx ?? context?.MarkPx ?? context?.PrevDayPx ?? 0)),
        LotSize = asset.Lot,
        MinQuantity = asset.Lot,
        MinNotional = new(LeastValue),
    };

    // [what is listed, what each costs]
    private static (T Meta, List<AssetContext> Contexts)? Parts<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class =>
        WireJson.Read(json, HyperliquidJson.Default.ListJsonElement) is [var first, var second]
            && WireJson.Read(first, type) is { } meta && WireJson.Read(second, HyperliquidJson.Default.ListAssetContext) is { } contexts
                ? (meta, contexts)
                : null;
}
