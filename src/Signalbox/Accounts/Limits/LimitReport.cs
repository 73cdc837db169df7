using System.Collections.Frozen;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;

namespace Signalbox.Accounts.Limits;

/// <summary>How much of the limits of an account and its subscriptions is used now.</summary>
public static class LimitReport
{
    public static IEnumerable<LimitLine> Of(AccountState state, MarksView marks, IReadOnlyList<FundsView> funds, DateTimeOffset now)
    {
        foreach (var scoped in state.Profile?.Limits.Items ?? [])
        {
            if (scoped.Scope.Level is RiskLevel.Account or RiskLevel.Subscription)
            {
                foreach (var line in Positions(state, scoped, marks).Concat(Counts(state, scoped, now)).Concat(Losses(state, scoped, marks, funds)))
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>Prices of whatever the account holds or works on, as a venue's market knows them.</summary>
    public static MarksView Marks(AccountState state, IMarketData market, DateTimeOffset now)
    {
        Dictionary<InstrumentId, Price>? prices = null;
        foreach (var holding in state.Holdings.Values)
        {
            if (holding.Lots.Count + holding.OpenOrders.Count > 0
                && market.Latest(holding.Instrument.Id) is { Mid: { } mid } view && now - view.At <= MarksView.Fresh)
            {
                (prices ??= [])[holding.Instrument.Id] = mid;
            }
        }

        return prices is null ? MarksView.None : new(prices.ToFrozenDictionary());
    }

    private static IEnumerable<LimitLine> Positions(AccountState state, ScopedLimits scoped, MarksView marks)
    {
        var limits = scoped.Limits;
        var projected = state.Holdings.Values.Select(holding => (holding.Instrument, Quantity: Projected(state, scoped, holding.Instrument))).ToList();
        if (limits.PositionQuantityMax is { } quantity)
        {
            yield return SharedLimitReport.Largest(scoped.Scope, "positionQuantityMax", quantity, projected.Select(each => (each.Instrument.Id.Value, each.Quantity.Value)));
        }

        if (limits.PositionNotionalMax is { } notional)
        {
            var held = projected.Where(each => !each.Quantity.IsZero).Select(each => (each.Instrument, each.Quantity, Mark: marks.Of(each.Instrument.Id))).ToList();
            yield return held.Exists(each => each.Mark is null)
                ? new(scoped.Scope, "positionNotionalMax", notional, null)
                : SharedLimitReport.Largest(scoped.Scope, "positionNotionalMax", notional, held.Select(each => (each.Instrument.Id.Value, each.Instrument.Notional(each.Quantity, each.Mark!.Value).Value)));
        }
    }

    private static Quantity Projected(AccountState state, ScopedLimits scoped, Instrument instrument)
    {
        var use = LimitUses.Of(state, scoped.Scope, instrument.Id);
        return Quantity.Max(use.Projected(Side.Buy, Quantity.Zero), use.Projected(Side.Sell, Quantity.Zero));
    }

    private static IEnumerable<LimitLine> Counts(AccountState state, ScopedLimits scoped, DateTimeOffset now)
    {
        var (scope, limits) = (scoped.Scope, scoped.Limits);
        if (limits.OpenOrdersMax is { } orders)
        {
            yield return new(scope, "openOrdersMax", orders, LimitUses.OpenEntries(state, scope));
        }

        if (limits.OrdersPerMinuteMax is { } perMinute)
        {
            yield return new(scope, "ordersPerMinuteMax", perMinute, LimitUses.EntriesSince(state, scope, now.AddMinutes(-1)));
        }

        if (limits.OrdersPerDayMax is { } perDay)
        {
            yield return new(scope, "ordersPerDayMax", perDay, LimitUses.EntriesToday(state, scope, state.TradingDay(now)));
        }
    }

    private static IEnumerable<LimitLine> Losses(AccountState state, ScopedLimits scoped, MarksView marks, IReadOnlyList<FundsView> funds)
    {
        foreach (var currency in LossWatch.CurrenciesOf(state))
        {
            var open = ResultBook.Open(state, scoped.Scope, currency, marks);
            var result = open is { } profit ? ResultBook.Realised(state, scoped.Scope, currency) + profit : default(Money?);
            var mark = state.LossMarks.GetValueOrDefault(new(scoped.Scope, currency));
            foreach (var line in SharedLimitReport.Losses(scoped, mark, result, currency))
            {
                yield return line;
            }

            if (scoped.Limits.DrawdownPercentMax is { } percent)
            {
                var fall = result is { } now ? (mark?.Peak ?? now) - now : default(Money?);
                var peak = fall is { } down && funds.FirstOrDefault(each => each.Currency == currency) is { } known ? (known.Equity + down).Value : 0m;
                yield return new(scoped.Scope, "drawdownPercentMax", percent, peak > 0 ? fall!.Value.Value * 100m / peak : null, currency);
            }
        }
    }
}
