using Signalbox.Markets;

namespace Signalbox.Venues.Bybit;

/// <summary>What Bybit does natively, for people.</summary>
internal static class BybitSheets
{
    private static readonly string[] Environments = ["live", "testnet", "demo"];
    private static readonly string[] Keys = ["HMAC", "RSA"];
    private static readonly OrderType[] Types = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit];

    public static readonly VenueSheet Spot = new()
    {
        Venue = "Bybit",
        Product = "spot",
        Connection = "bybit, product=spot",
        Capabilities = BybitCapabilities.Spot,
        OrderTypes = Types,
        Environments = Environments,
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        AttachedExits = true,
        Notes = "Stops watch the last price. A stop that sells holds what it will sell; one that buys does not. Only limit orders carry exits of their own. The setting region names the country's site where the account was opened, if it has one.",
    };

    public static readonly VenueSheet Linear = Contracts("linear contracts", "linear") with
    {
        Hedge = true,
        Notes = "Perpetuals and futures that settle in USDT or USDC. Stops watch the last, the mark or the index price. Those in USDT can be hedged. The venue trails the stop of a position, not an order.",
    };

    public static readonly VenueSheet Inverse = Contracts("inverse contracts", "inverse") with
    {
        Notes = "Perpetuals and futures that settle in the coin; quantities are in dollars. Stops watch the last, the mark or the index price.",
    };

    private static VenueSheet Contracts(string product, string setting) => new()
    {
        Venue = "Bybit",
        Product = product,
        Connection = $"bybit, product={setting}",
        Capabilities = BybitCapabilities.Contracts,
        OrderTypes = Types,
        Environments = Environments,
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        AttachedExits = true,
    };
}
