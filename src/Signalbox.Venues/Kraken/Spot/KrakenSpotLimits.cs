using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// What spot allows, as documented: a counter of questions of each key, one of transactions in each pair, and about one
/// public question a second of each address. Orders do not count as questions.
/// </summary>
public sealed class KrakenSpotLimits
{
    // Sustained is one a second; the bursts that are let through are not documented and kept small.
    private const double PublicBurst = 20;

    // What leaves the book young costs more: seconds since it was placed or amended, and what that costs.
    private static readonly (double Seconds, double Cost)[] Cancelling = [(5, 8), (10, 6), (15, 5), (45, 4), (90, 2), (300, 1)];
    private static readonly (double Seconds, double Cost)[] Amending = [(5, 3), (10, 2), (15, 1)];

    public static readonly RateWindow Public = RateWindow.Decaying("public calls", RateScope.Address, PublicBurst, 1);

    public static readonly IReadOnlyList<RateCost> Open = [new(Public, 1)];

    public KrakenSpotLimits(KrakenTier tier)
    {
        Calls = RateWindow.Decaying("calls", RateScope.Account, tier.CallsMax, tier.CallsPerSecond);
        Orders = RateWindow.Decaying("orders", RateScope.Instrument, tier.OrdersMax, tier.OrdersPerSecond);
        Call = [new(Calls, 1)];
        History = [new(Calls, 2)];
        Order = [new(Orders, 1)];
    }

    public RateWindow Calls { get; }

    public RateWindow Orders { get; }

    public IReadOnlyList<RateCost> Call { get; }

    /// <summary>Ledgers and trades.</summary>
    public IReadOnlyList<RateCost> History { get; }

    /// <summary>
    /// One transaction. What an amendment or a cancel costs beyond it depends on the order's age, is counted afterwards, and
    /// so never holds the cancel itself back.
    /// </summary>
    public IReadOnlyList<RateCost> Order { get; }

    public IReadOnlyList<RateCost> Batch(int orders) => [new(Orders, Math.Ceiling(orders / 2.0))];

    /// <param name="age">Since it was placed or amended; an order that is not known is taken for an old one.</param>
    public RateCost AfterCancel(TimeSpan? age) => new(Orders, Math.Max(0, Of(Cancelling, age) - 1));

    public RateCost AfterAmend(TimeSpan? age) => new(Orders, Of(Amending, age));

    private static double Of((double Seconds, double Cost)[] steps, TimeSpan? age) =>
        age is { } known ? steps.FirstOrDefault(step => known.TotalSeconds < step.Seconds).Cost : 0;
}
