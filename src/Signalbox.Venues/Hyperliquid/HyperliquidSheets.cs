using Signalbox.Markets;

namespace Signalbox.Venues.Hyperliquid;

internal static class HyperliquidSheets
{
    private const string Common =
        "Market orders are limits bounded by a slippage; stops watch the mark price. An order that is changed gets another number and keeps its id. The key is that of an agent wallet, or of the account itself, which can also withdraw.";

    public static readonly VenueSheet Perpetuals = new()
    {
        Venue = "Hyperliquid",
        Product = "perpetuals",
        Connection = "hyperliquid, product=perpetuals",
        Capabilities = HyperliquidCapabilities.Perpetuals,
        OrderTypes = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit],
        Environments = ["live", "testnet"],
        Keys = ["secp256k1"],
        TakeProfitStops = true,
        Batches = true,
        AttachedExits = true,
        Notes = Common + " Perpetuals of a builder's exchange (HIP-3) are a connection of their own, with its name as the setting dex.",
    };

    public static readonly VenueSheet Spot = Perpetuals with
    {
        Product = "spot",
        Connection = "hyperliquid, product=spot",
        Capabilities = HyperliquidCapabilities.Spot,
        AttachedExits = false,
        Notes = Common + " Pairs go by the venue's own names, such as @107; their tokens' names are understood in tickers.",
    };
}
