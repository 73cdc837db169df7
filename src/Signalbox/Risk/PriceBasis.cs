using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Risk;

/// <summary>
/// The price sizes and relative levels are computed from: a fresh quote, else the signal's own price where it is
/// plausible, else nothing; then the account asks the venue once, and refuses if that fails too.
/// </summary>
public static class PriceBasis
{
    /// <summary>How far a signal's price may be from the last known one, in percent.</summary>
    public const decimal CollarPercent = 5m;

    /// <param name="wanted">Which quote is asked for; null: the ask for buys, the bid for sells.</param>
    public static Price? Of(MarketView? market, Price? signalPrice, Side side, DateTimeOffset now, QuotePrice? wanted = null)
    {
        if (market is not null && market.IsFresh(now) && Quoted(market, side, wanted) is { } quoted)
        {
            return quoted;
        }

        return signalPrice is { Value: > 0 } asked && IsPlausible(asked, market?.Mid) ? asked : null;
    }

    private static Price? Quoted(MarketView market, Side side, QuotePrice? wanted) => wanted switch
    {
        QuotePrice.Ask => market.Ask,
        QuotePrice.Bid => market.Bid,
        QuotePrice.Last => market.Last,
        QuotePrice.Mark or QuotePrice.Mid => market.Mid,
        _ => market.For(side),
    };

    private static bool IsPlausible(Price asked, Price? lastKnown) =>
        lastKnown is not { Value: > 0 } known || Math.Abs(asked - known) * 100m <= CollarPercent * known.Value;
}
