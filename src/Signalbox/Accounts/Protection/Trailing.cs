using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <summary>How far a trailing stop has followed.</summary>
/// <param name="Best">The best price seen since it began.</param>
/// <param name="IsActive">It follows; before, it waits at its initial level for its start price.</param>
public sealed record Trail(Price Best, bool IsActive);

/// <summary>
/// Follows the market with a stop that rests at the venue, so that it protects even while nobody follows. Only moves of at
/// least a tick are journaled.
/// </summary>
internal static class Trailing
{
    public static void Follow(Turn turn, Trade trade, Lot lot, Instrument instrument)
    {
        if (trade.StopTerms is not { Type: StopLossType.TrailingStop } terms)
        {
            return;
        }

        MarketWatch.Keep(turn, instrument.Id);
        var known = trade.Bracket.Trail ?? new Trail(Start(turn, trade, lot, instrument), ProtectionLevels.TrailFrom(terms, lot, instrument) is null);
        var moved = turn.FreshPrice(instrument.Id) is { } price ? Advance(known, price, terms, lot, instrument) : known;
        if (trade.Bracket.Trail is null || IsWorthNoting(trade, known, moved, lot, instrument))
        {
            turn.Record(new TrailMoved(trade.Id, moved));
        }
    }

    /// <summary>From the entry; one that was set later, from the market as it is then: behind the entry of a losing position it would close it at once.</summary>
    private static Price Start(Turn turn, Trade trade, Lot lot, Instrument instrument) =>
        (trade.Bracket.Own is null ? null : turn.FreshPrice(instrument.Id)) ?? lot.AveragePrice(instrument);

    private static Trail Advance(Trail trail, Price price, StopLossTerms terms, Lot lot, Instrument instrument)
    {
        var isLong = lot.Quantity > Quantity.Zero;
        if (!trail.IsActive)
        {
            var from = ProtectionLevels.TrailFrom(terms, lot, instrument)!.Value;
            return (isLong ? price >= from : price <= from) ? new(price, true) : trail;
        }

        var isBetter = isLong ? price > trail.Best : price < trail.Best;
        return isBetter ? trail with { Best = price } : trail;
    }

    private static bool IsWorthNoting(Trade trade, Trail before, Trail after, Lot lot, Instrument instrument) =>
        before != after
        && ProtectionLevels.Stop(trade.StopTerms!, lot, before, instrument) != ProtectionLevels.Stop(trade.StopTerms!, lot, after, instrument);
}
