using Signalbox.Markets;

namespace Signalbox.Venues.Alpaca;

public static class AlpacaCapabilities
{
    /// <summary>
    /// That an id stays taken when its order has ended is not documented, so nothing is built on it. A resting order holds
    /// what it would sell.
    /// </summary>
    public static readonly VenueCapabilities Account = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        Stops = true,
        StopLimits = true,
        Amend = true,
        AmendsStops = true,
        StopsLockBalance = true,
        TimesInForce = [TimeInForce.Day, TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok, TimeInForce.Opg, TimeInForce.Cls],
    };
}
