using Signalbox.Markets;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// What an instrument is called on the wire. A perpetual's number is its place in <c>meta</c>; one of a builder's exchange
/// (HIP-3, named <c>dex:COIN</c>) is 100,000 and 10,000 for each exchange before it and its place; a spot pair's is 10,000
/// and its index, and its name is <c>@</c> and the index, but for the first, which has its tokens' names.
/// </summary>
public sealed record HyperliquidAsset(string Coin, int Number, int SizeDecimals, bool IsSpot)
{
    public const int SpotOffset = 10_000;

    private const int SignificantDigits = 5;
    private const int PerpetualDecimals = 6;
    private const int SpotDecimals = 8;

    public static int DexOffset(int place) => place == 0 ? 0 : 100_000 + (place * 10_000);

    /// <summary>Whether a coin is a spot pair's name.</summary>
    public static bool IsPair(string coin) => coin.StartsWith('@') || coin.Contains('/', StringComparison.Ordinal);

    /// <summary>The builder's exchange whose perpetual it is; empty for the venue's own.</summary>
    public static string DexOf(string coin) => coin.IndexOf(':', StringComparison.Ordinal) is var mark and >= 0 ? coin[..mark] : "";

    public Quantity Lot => new(Places(SizeDecimals));

    /// <summary>The step of prices around this one: five significant digits, no more places than are left, and whole numbers always.</summary>
    public decimal Step(decimal price)
    {
        var finest = Places((IsSpot ? SpotDecimals : PerpetualDecimals) - SizeDecimals);
        var step = 1m;
        for (var digits = SignificantDigits - 1; digits > 0; digits--)
        {
            step /= 10m;
        }

        // Of a number from one to below ten, five digits leave four places; each power of ten moves them.
        for (var size = price; size >= 10m && step < 1m; size /= 10m)
        {
            step *= 10m;
        }

        for (var size = price; size is > 0m and < 1m && step > finest; size *= 10m)
        {
            step /= 10m;
        }

        return Math.Max(finest, step);
    }

    public bool Takes(Price price) => price.Value > 0 && price.Value % Step(price.Value) == 0;

    public Price Down(Price price) => Rounding.Down(price, new(Step(price.Value)));

    public Price Up(Price price) => Rounding.Up(price, new(Step(price.Value)));

    /// <summary>A bound that is never further away than it was meant.</summary>
    public Price Bound(Side side, Price price) => side == Side.Buy ? Down(price) : Up(price);

    private static decimal Places(int decimals)
    {
        var step = 1m;
        for (; decimals > 0; decimals--)
        {
            step /= 10m;
        }

        return step;
    }
}
