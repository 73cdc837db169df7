using Signalbox.Markets;

namespace Signalbox.Venues.Okx;

internal static class OkxSheets
{
    private const string Stops = "Stops wait in the venue's algo service as one-way exits and become another order when they trigger.";

    public static readonly VenueSheet Spot = Of(OkxProduct.Spot, "spot") with
    {
        Notes = $"{Stops} They watch the last price. Orders that would trade although they are post-only are cancelled at once, not refused.",
    };

    public static readonly VenueSheet Swap = Contracts(OkxProduct.Swap, "swaps");

    public static readonly VenueSheet Futures = Contracts(OkxProduct.Futures, "futures");

    private static VenueSheet Contracts(OkxProduct product, string name) => Of(product, name) with
    {
        Hedge = true,
        Notes = $"{Stops} They watch the last, the mark or the index price. Quantities are contracts; the margin mode comes with each order.",
    };

    private static VenueSheet Of(OkxProduct product, string name) => new()
    {
        Venue = "OKX",
        Product = name,
        Connection = $"okx, product={product.Word.ToLowerInvariant()}",
        Capabilities = OkxCapabilities.Of(product),
        OrderTypes = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop],
        Environments = ["live", "demo"],
        Keys = ["HMAC"],
        TakeProfitStops = true,
        Batches = true,
        AttachedExits = true,
    };
}
