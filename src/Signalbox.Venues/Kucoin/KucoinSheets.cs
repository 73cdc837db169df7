using Signalbox.Markets;

namespace Signalbox.Venues.Kucoin;

internal static class KucoinSheets
{
    private static readonly string[] Environments = ["live", "live-eu"];
    private static readonly string[] Keys = ["HMAC with passphrase"];
    private static readonly OrderType[] Types = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit];

    public static readonly VenueSheet Spot = new()
    {
        Venue = "KuCoin",
        Product = "spot",
        Connection = "kucoin, product=spot",
        Capabilities = KucoinCapabilities.Spot,
        OrderTypes = Types,
        Environments = Environments,
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        Notes = "Orders go through the high-frequency endpoints. Stops watch the last price, wait under a number of their own and become another order of the same id when they trigger. An amendment replaces the order, and only one that has not filled. Pairs go by one id of the venue's, so they are not offered. The stream tells no fees; they come with the fills that are asked for.",
    };

    public static readonly VenueSheet Futures = new()
    {
        Venue = "KuCoin",
        Product = "futures",
        Connection = "kucoin, product=futures",
        Capabilities = KucoinCapabilities.Futures,
        OrderTypes = Types,
        Environments = Environments,
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        Hedge = true,
        AttachedExits = true,
        Notes = "Sizes are contracts. Stops watch the last, the mark or the index price. In isolated margin the leverage goes with each order; in cross margin the account keeps it. The stream tells no fees; they come with the fills that are asked for.",
    };
}
