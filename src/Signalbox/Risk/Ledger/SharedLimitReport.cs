using Signalbox.Markets;
using Signalbox.Risk.Limits;

namespace Signalbox.Risk.Ledger;

/// <summary>How much of every shared limit is used now.</summary>
public static class SharedLimitReport
{
    public static IEnumerable<LimitLine> Of(RiskState state, IReadOnlyList<OpenResult> open, DateTimeOffset now)
    {
        foreach (var scoped in state.Limits)
        {
            var entries = state.Entries.GetValueOrDefault(scoped.Scope, EntryCounts.None);
            var totals = state.Totals.Where(each => each.Key.Scope == scoped.Scope).ToList();
            var (scope, limits) = (scoped.Scope, scoped.Limits);
            if (limits.PositionQuantityMax is { } quantity)
            {
                yield return Largest(scope, "positionQuantityMax", quantity, totals.Select(each => (each.Key.Instrument.Value, each.Value.Quantity.Value)));
            }

            if (limits.PositionNotionalMax is { } notional)
            {
                yield return Largest(scope, "positionNotionalMax", notional, totals.Select(each => (each.Key.Instrument.Value, each.Value.Notional.Value)));
            }

            if (limits.OpenOrdersMax is { } orders)
            {
                yield return new(scope, "openOrdersMax", orders, entries.Open);
            }

            if (limits.OrdersPerMinuteMax is { } perMinute)
            {
                yield return new(scope, "ordersPerMinuteMax", perMinute, entries.Since(now.AddMinutes(-1)));
            }

            if (limits.OrdersPerDayMax is { } perDay)
            {
                yield return new(scope, "ordersPerDayMax", perDay, entries.On(RiskLedger.DayOf(now)));
            }

            foreach (var line in Losses(state, scoped, open))
            {
                yield return line;
            }
        }
    }

    /// <summary>The line of a limit that holds for each of several things: the one that uses most of it.</summary>
    public static LimitLine Largest(RiskScope scope, string limit, decimal maximum, IEnumerable<(string Of, decimal Used)> uses)
    {
        var most = uses.OrderByDescending(each => each.Used).FirstOrDefault();
        return new(scope, limit, maximum, most.Used, most.Of);
    }

    /// <summary>Both losses of a result against its marks.</summary>
    public static IEnumerable<LimitLine> Losses(ScopedLimits scoped, LossMark? mark, Money? result, string currency)
    {
        if (scoped.Limits.DailyLossMax is { } loss)
        {
            yield return new(scoped.Scope, "dailyLossMax", loss, result is { } now ? Math.Max(0m, ((mark?.Base ?? now) - now).Value) : null, currency);
        }

        if (scoped.Limits.DrawdownMax is { } fall)
        {
            yield return new(scoped.Scope, "drawdownMax", fall, result is { } now ? Math.Max(0m, ((mark?.Peak ?? now) - now).Value) : null, currency);
        }
    }

    private static IEnumerable<LimitLine> Losses(RiskState state, ScopedLimits scoped, IReadOnlyList<OpenResult> open) =>
        SharedLosses.CurrenciesOf(state, open).SelectMany(currency =>
            Losses(scoped, state.LossMarks.GetValueOrDefault(new(scoped.Scope, currency)), SharedLosses.ResultOf(state, scoped.Scope, currency, open), currency));
}
