using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// What the venue allows, as documented: weights of one network address by the minute, and actions of one account since it
/// exists, of which one more is free for every dollar traded. How many are left of the second, the venue is asked.
/// </summary>
public static class HyperliquidLimits
{
    private const int OrdersOfAWeight = 40;

    public static readonly RateWindow Weight = RateWindow.Sliding("weight 1m", RateScope.Address, 1_200, TimeSpan.FromMinutes(1));

    /// <summary>Ten thousand to begin with; past the limit one every ten seconds still passes.</summary>
    public static readonly RateWindow Actions = RateWindow.Decaying("actions of the account", RateScope.Account, 10_000, perSecond: 0.1);

    /// <summary>While an account has used up its actions, one passes this often.</summary>
    public static readonly TimeSpan ActionEvery = TimeSpan.FromSeconds(10);

    public static readonly IReadOnlyList<RateCost> Light = Of(2);
    public static readonly IReadOnlyList<RateCost> Usual = Of(20);

    /// <summary>Lists of fills weigh one more for every twenty; this is for a page that is not nearly full.</summary>
    public static readonly IReadOnlyList<RateCost> Fills = Of(25);

    public static readonly IReadOnlyList<RateCost> Role = Of(60);

    /// <summary>A batch counts once for its weight, and a little more when it is long, and as many actions as it has orders.</summary>
    public static IReadOnlyList<RateCost> Orders(int count) => [new(Weight, WeightOf(count)), new(Actions, count)];

    /// <summary>Cancels have a limit of their own that is far above: they never wait for the account's actions.</summary>
    public static IReadOnlyList<RateCost> Cancels(int count) => Of(WeightOf(count));

    public static int WeightOf(int count) => 1 + (count / OrdersOfAWeight);

    private static RateCost[] Of(int weight) => [new(Weight, weight)];
}
