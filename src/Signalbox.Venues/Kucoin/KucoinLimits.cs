using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Kucoin;

/// <summary>
/// Pools of weights for half a minute each, as documented for accounts without a level; headers of the answers tell the
/// true size. Those of an account are counted by its owner, the public one by the address.
/// </summary>
public static class KucoinLimits
{
    public static readonly RateWindow Spot = Pool("spot 30s", RateScope.Account, 4_000);
    public static readonly RateWindow Futures = Pool("futures 30s", RateScope.Account, 2_000);
    public static readonly RateWindow Management = Pool("management 30s", RateScope.Account, 2_000);
    public static readonly RateWindow Public = Pool("public 30s", RateScope.Address, 2_000);

    public static IReadOnlyList<RateCost> Of(RateWindow pool, int weight) => [new(pool, weight)];

    private static RateWindow Pool(string name, RateScope scope, double limit) => RateWindow.Sliding(name, scope, limit, TimeSpan.FromSeconds(30));
}
