using Signalbox.Markets;

namespace Signalbox.Venues.Coinbase;

/// <summary>
/// An id that was used before makes no second order, whatever became of the first: that is documented. Stops have a limit
/// price; only limit orders change in place.
/// </summary>
public static class CoinbaseCapabilities
{
    public static readonly VenueCapabilities Spot = new()
    {
        ClientIds = ClientIdUniqueness.Forever,
        VisibilityDelay = TimeSpan.FromSeconds(5),
        StopLimits = true,
        Amend = true,
        AmendsStops = false,
        PostOnly = true,
        StopsLockBalance = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Gtd, TimeInForce.Ioc, TimeInForce.Fok],
    };

    public static readonly VenueCapabilities Contracts = Spot with { StopsLockBalance = false };

    public static VenueCapabilities Of(CoinbaseProduct product) => product == CoinbaseProduct.Spot ? Spot : Contracts;
}
