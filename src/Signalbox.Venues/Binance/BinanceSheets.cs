using Signalbox.Markets;

namespace Signalbox.Venues.Binance;

internal static class BinanceSheets
{
    private static readonly string[] Environments = ["live", "testnet", "demo"];
    private static readonly string[] Keys = ["HMAC", "RSA", "Ed25519"];
    private static readonly OrderType[] Types = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop];

    public static readonly VenueSheet Spot = new()
    {
        Venue = "Binance",
        Product = "spot",
        Connection = "binance, product=spot",
        Capabilities = BinanceCapabilities.Spot,
        OrderTypes = Types,
        Environments = Environments,
        Keys = Keys,
        TakeProfitStops = true,
        Notes = "Stops watch the last price and trail by a percentage. A resting order can only be made smaller in place.",
    };

    public static readonly VenueSheet Usdm = new()
    {
        Venue = "Binance",
        Product = "USD-M futures",
        Connection = "binance, product=usdm",
        Capabilities = BinanceCapabilities.Usdm,
        OrderTypes = Types,
        Environments = Environments,
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        Hedge = true,
        Notes = "Stops wait in the venue's algo service and become another order when they trigger; they watch the last or the mark price. Only limit orders change in place.",
    };
}
