using Signalbox.Markets;

namespace Signalbox.Venues.Binance;

/// <summary>What an account of each product is told of it.</summary>
public static class BinanceCapabilities
{
    /// <summary>An id is taken while its order is open and free again afterwards, so a filled order could fill twice.</summary>
    public static readonly VenueCapabilities Spot = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        Stops = true,
        StopLimits = true,
        PostOnly = true,
        Iceberg = true,
        NativeOco = false,
        StopsLockBalance = true,
    };

    public static readonly VenueCapabilities Usdm = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        Amend = true,
        AmendsStops = false,
        PostOnly = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok, TimeInForce.Gtd],
    };
}
