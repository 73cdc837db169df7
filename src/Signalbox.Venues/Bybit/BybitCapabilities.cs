namespace Signalbox.Venues.Bybit;

public static class BybitCapabilities
{
    /// <summary>An id is always unique, whatever became of its order. Pairs can be made by hand alone.</summary>
    public static readonly VenueCapabilities Spot = new()
    {
        ClientIds = ClientIdUniqueness.Forever,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
        NativeOco = false,
        StopsLockBalance = true,
    };

    public static readonly VenueCapabilities Contracts = new()
    {
        ClientIds = ClientIdUniqueness.Forever,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
    };

    public static VenueCapabilities Of(BybitProduct product) => product == BybitProduct.Spot ? Spot : Contracts;
}
