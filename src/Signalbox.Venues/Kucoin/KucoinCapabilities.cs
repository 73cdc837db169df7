using Signalbox.Markets;

namespace Signalbox.Venues.Kucoin;

/// <summary>What an account of each product is told of it.</summary>
public static class KucoinCapabilities
{
    /// <summary>
    /// An id is refused while its order is open and taken again afterwards, so a filled order could fill twice. A pair of
    /// orders goes by one id, so neither could be found by its own: pairs are not offered.
    /// </summary>
    public static readonly VenueCapabilities Spot = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        Stops = true,
        StopLimits = true,
        Amend = true,
        AmendsStops = false,
        PostOnly = true,
        Iceberg = true,
        NativeOco = false,
        StopsLockBalance = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Gtd, TimeInForce.Ioc, TimeInForce.Fok],
    };

    public static readonly VenueCapabilities Futures = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        PostOnly = true,
        Iceberg = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Ioc],
    };
}
