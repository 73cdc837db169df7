using Signalbox.Markets;

namespace Signalbox.Venues.Coinbase;

internal static class CoinbaseSheets
{
    private static readonly OrderType[] Types = [OrderType.Market, OrderType.Limit, OrderType.StopLimit];

    public static readonly VenueSheet Spot = new()
    {
        Venue = "Coinbase Advanced",
        Product = "spot",
        Connection = "coinbase, product=spot",
        Capabilities = CoinbaseCapabilities.Spot,
        OrderTypes = Types,
        Environments = ["live", "sandbox"],
        Keys = ["EC (ES256)", "Ed25519"],
        TakeProfitStops = true,
        AttachedExits = true,
        Notes = "Stops have a limit price; stops at the market are kept by the account. Fills are asked for when the stream counts them. The venue's own sandbox answers with made-up orders.",
    };

    public static readonly VenueSheet Futures = Spot with
    {
        Product = "US futures",
        Connection = "coinbase, product=futures",
        Capabilities = CoinbaseCapabilities.Contracts,
        Notes = "Positions and margin of Coinbase Financial Markets. A market order that may only reduce is written as the closing of a position; nothing else is reduce-only.",
    };

    public static readonly VenueSheet Perpetuals = Futures with
    {
        Product = "perpetuals",
        Connection = "coinbase, product=perpetuals",
        Notes = "Positions of the international exchange, in the portfolio the key belongs to. Leverage and margin mode are told with each order.",
    };
}
