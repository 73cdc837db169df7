using Signalbox.Markets;
using Signalbox.Risk.Limits;

namespace Signalbox.Risk.Ledger;

/// <summary>Compares what several accounts lost together with what they may.</summary>
internal static class SharedLosses
{
    public static void Look(RiskState state, IReadOnlyList<OpenResult> open, DateTimeOffset now, List<RiskEvent> events)
    {
        foreach (var scoped in state.Limits)
        {
            if (!scoped.Limits.HasLossLimit)
            {
                continue;
            }

            foreach (var currency in CurrenciesOf(state, open))
            {
                Look(state, scoped, currency, open, now, events);
            }
        }
    }

    private static void Look(RiskState state, ScopedLimits scoped, string currency, IReadOnlyList<OpenResult> open, DateTimeOffset now, List<RiskEvent> events)
    {
        if (ResultOf(state, scoped.Scope, currency, open) is not { } result)
        {
            return;
        }

        var key = new LossKey(scoped.Scope, currency);
        var before = state.LossMarks.GetValueOrDefault(key);
        var mark = LossMark.After(before, scoped.Limits, result, RiskLedger.DayOf(now));
        if (!ReferenceEquals(before, mark))
        {
            events.Add(new SharedLossMarked(key, mark));
        }

        var standing = state.Standing.GetValueOrDefault(scoped.Scope, TradingState.Active);
        if (mark.Breach(scoped, result, currency, null) is { } breach && (standing.Mode < scoped.Limits.OnLoss || standing.KeepsWorking))
        {
            events.Add(new SharedLossBreached(scoped.Scope, breach.Code, breach.Message, scoped.Limits.OnLoss, now));
            events.Add(new StandingChanged(scoped.Scope, scoped.Limits.OnLoss, KeepsWorking: false, breach.Message, "risk", now));
        }
    }

    public static IEnumerable<string> CurrenciesOf(RiskState state, IReadOnlyList<OpenResult> open) =>
        state.Results.Keys.Select(key => key.Currency).Concat(open.Select(each => each.Currency)).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Null while a position cannot be valued.</summary>
    public static Money? ResultOf(RiskState state, RiskScope scope, string currency, IReadOnlyList<OpenResult> open)
    {
        var sum = Money.Zero;
        foreach (var (key, realised) in state.Results)
        {
            sum += key.Currency == currency && key.IsUnder(scope) ? realised : Money.Zero;
        }

        foreach (var each in open)
        {
            if (each.Currency == currency && (scope.Level == RiskLevel.Global || scope.Id == each.Strategy.Value))
            {
                if (each.Profit is not { } profit)
                {
                    return null;
                }

                sum += profit;
            }
        }

        return sum;
    }
}
