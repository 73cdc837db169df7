namespace Signalbox.Venues.Okx;

/// <summary>What an account of each product is told of it. An id is taken while its order is open and free again afterwards.</summary>
public static class OkxCapabilities
{
    /// <summary>
    /// A stop binds nothing until it triggers, and then fails when a target that rests has bound the balance: to the account
    /// that is the same as if it bound it from the start.
    /// </summary>
    public static readonly VenueCapabilities Spot = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
        StopsLockBalance = true,
    };

    public static readonly VenueCapabilities Contracts = new()
    {
        ClientIds = ClientIdUniqueness.Open,
        VisibilityDelay = TimeSpan.FromSeconds(2),
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        Amend = true,
        PostOnly = true,
    };

    public static VenueCapabilities Of(OkxProduct product) => product == OkxProduct.Spot ? Spot : Contracts;
}
