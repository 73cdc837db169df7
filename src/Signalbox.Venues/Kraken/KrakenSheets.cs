using Signalbox.Markets;

namespace Signalbox.Venues.Kraken;

internal static class KrakenSheets
{
    private static readonly string[] Keys = ["HMAC-SHA512"];
    private static readonly OrderType[] Types = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop];

    public static readonly VenueSheet Spot = new()
    {
        Venue = "Kraken",
        Product = "spot",
        Connection = "kraken, product=spot",
        Capabilities = KrakenCapabilities.Spot,
        OrderTypes = Types,
        Environments = ["live"],
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        AttachedExits = true,
        Notes = "An entry brings one exit, a target or a stop. Stops watch the last or the index price. Fees are asked to be taken in the quote currency. "
            + "Requests of one key leave one after the other, because its nonces must rise; give each program a key of its own. There is no rehearsal environment.",
    };

    public static readonly VenueSheet Futures = new()
    {
        Venue = "Kraken",
        Product = "futures",
        Connection = "kraken, product=futures",
        Capabilities = KrakenCapabilities.Futures,
        OrderTypes = Types,
        Environments = ["live", "demo"],
        Keys = Keys,
        TakeProfitStops = true,
        Batches = true,
        Notes = "Stops watch the last, the mark or the index price. Leverage set for a contract isolates its position; without one it shares the account's margin. "
            + "The venue forgets ended orders within seconds, so absence is proved from the account's history. "
            + "Fills that were not seen on the stream get their fees from that history; one that it never names is told without a fee. "
            + "The fee rates shown are those of the venue's schedule, which it no longer keeps up.",
    };
}
