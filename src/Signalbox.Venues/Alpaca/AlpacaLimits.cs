using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Alpaca;

/// <summary>Two hundred requests a minute of one account, trading and data apart. Accounts may have bought more; headers say what is left.</summary>
public static class AlpacaLimits
{
    public const string CountHeaders = "X-RateLimit-";
    public const string Limit = "X-RateLimit-Limit";
    public const string Remaining = "X-RateLimit-Remaining";
    public const string Reset = "X-RateLimit-Reset";

    public static readonly RateWindow Trading = RateWindow.Sliding("requests 1m", RateScope.Account, 200, TimeSpan.FromMinutes(1));
    public static readonly RateWindow Data = RateWindow.Sliding("data requests 1m", RateScope.Account, 200, TimeSpan.FromMinutes(1));

    public static readonly RateCost[] Request = [new(Trading, 1)];
    public static readonly RateCost[] DataRequest = [new(Data, 1)];
}
