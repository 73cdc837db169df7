using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Coinbase;

/// <summary>Thirty requests a second of an account, ten of an address where no key is shown.</summary>
public static class CoinbaseLimits
{
    public const string CountHeaders = "X-RateLimit-";

    public static readonly RateWindow Private = RateWindow.Sliding("requests 1s", RateScope.Account, 30, TimeSpan.FromSeconds(1));
    public static readonly RateWindow Public = RateWindow.Sliding("public requests 1s", RateScope.Address, 10, TimeSpan.FromSeconds(1));

    public static readonly RateCost[] Request = [new(Private, 1)];
    public static readonly RateCost[] PublicRequest = [new(Public, 1)];
}
