using Signalbox.Markets;

namespace Signalbox.Venues.Kraken;

/// <summary>What an account of each product is told of it.</summary>
public static class KrakenCapabilities
{
    /// <summary>An id is taken while its order is open and free again afterwards, so a filled order could fill twice.</summary>
    public static readonly VenueCapabilities Spot = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        // The venue takes no deadline nearer than two seconds, so an order may become one a little after its own.
        VisibilityDelay = TimeSpan.FromSeconds(5),
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
        Iceberg = true,
        StopsLockBalance = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok, TimeInForce.Gtd],
    };

    /// <summary>One page of the documentation has ids unique for ever, its errors only among open orders: the weaker word is relied on.</summary>
    public static readonly VenueCapabilities Futures = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(3),
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok],
    };
}
