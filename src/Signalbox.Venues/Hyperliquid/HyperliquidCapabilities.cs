using Signalbox.Markets;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>What an account of each product is told of it.</summary>
public static class HyperliquidCapabilities
{
    /// <summary>The documentation promises nothing of a cloid that is used twice, so nothing is relied upon.</summary>
    public static readonly VenueCapabilities Perpetuals = new()
    {
        ClientIds = ClientIdUniqueness.None,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
        TimesInForce = [TimeInForce.Gtc, TimeInForce.Ioc],
    };

    public static readonly VenueCapabilities Spot = Perpetuals with { ReduceOnly = false, StopsLockBalance = true };
}
