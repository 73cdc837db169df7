using Signalbox.Markets;

namespace Signalbox.Risk;

/// <summary>
/// The price sizes and relative levels are computed from: a fresh quote, else the signal's own price where it is
/// plausible, else nothing; then the account asks the venue once, and refuses if that fails too.
/// </summary>
public static class PriceBasis
{
    /// <summary>How far a signal's price may be from the last known one, in percent.</summary>
    public const decimal CollarPercent = 5m;

    public static Price? Of(MarketView? market, Price? signalPrice, Side side, DateTimeOffset now)
    {
        if (market is not null && market.IsFresh(now) && market.For(side) is { } quoted)
        {
            return quoted;
        }

        return signalPrice is { Value: > 0 } asked && IsPlausible(asked, market?.Mid) ? asked : null;
    }

    private static bool IsPlausible(Price asked, Price? lastKnown) =>
        lastKnown is not { Value: > 0 } known || Math.Abs(asked - known) * 100m <= CollarPercent * known.Value;
}
