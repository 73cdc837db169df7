using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>What futures allows, as documented: one pool for trading and the account, another for its history.</summary>
public static class KrakenFuturesLimits
{
    public static readonly RateWindow Pool = RateWindow.Sliding("derivatives", RateScope.Account, 500, TimeSpan.FromSeconds(10));

    /// <summary>A hundred tokens that come back over ten minutes.</summary>
    public static readonly RateWindow Past = RateWindow.Decaying("history", RateScope.Account, 100, 100.0 / 600);

    public static readonly IReadOnlyList<RateCost> Order = [new(Pool, 10)];
    public static readonly IReadOnlyList<RateCost> CancelAll = [new(Pool, 25)];
    public static readonly IReadOnlyList<RateCost> Look = [new(Pool, 2)];
    public static readonly IReadOnlyList<RateCost> One = [new(Pool, 1)];
    public static readonly IReadOnlyList<RateCost> Preference = [new(Pool, 10)];
    public static readonly IReadOnlyList<RateCost> OlderFills = [new(Pool, 25)];
    public static readonly IReadOnlyList<RateCost> History = [new(Past, 1)];

    public static IReadOnlyList<RateCost> Batch(int orders) => [new(Pool, 9 + orders)];
}
