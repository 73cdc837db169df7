using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Signals;

namespace Signalbox.Accounts.Limits;

/// <summary>
/// Compares what was lost with what may be, at every look: after fills, before entries, and every few seconds while
/// something is held. A breach latches the configured trading state; only a person releases it, and then counting begins anew.
/// </summary>
internal static class LossWatch
{
    /// <summary>Looks at every loss limit of this account alone. A refusal says that a loss cannot be told now.</summary>
    public static Refusal? Look(Turn turn)
    {
        if (!turn.Profile.Limits.WatchesLosses)
        {
            return null;
        }

        Refusal? untold = null;
        foreach (var scoped in turn.Profile.Limits.Items)
        {
            if (scoped is { Limits.HasLossLimit: true, Scope.Level: RiskLevel.Account or RiskLevel.Subscription })
            {
                foreach (var currency in CurrenciesOf(turn.State))
                {
                    // Each is looked at, also when another cannot be told.
                    var told = Look(turn, scoped, currency);
                    untold ??= told;
                }
            }
        }

        return untold;
    }

    private static Refusal? Look(Turn turn, ScopedLimits scoped, string currency)
    {
        if (turn.Marks is not { } marks || ResultBook.Open(turn.State, scoped.Scope, currency, marks) is not { } open)
        {
            return new("loss-unpriced", $"A position settled in {currency} has no fresh price, so its loss cannot be compared with the limit of {scoped.Scope.Named()}.");
        }

        var equity = turn.Funds is { } funds && funds.Currency == currency ? funds.Equity : default(Money?);
        var result = ResultBook.Realised(turn.State, scoped.Scope, currency) + open;
        var key = new LossKey(scoped.Scope, currency);
        var before = turn.State.LossMarks.GetValueOrDefault(key);
        var mark = LossMark.After(before, scoped.Limits, result, turn.State.TradingDay(turn.Now));
        if (!ReferenceEquals(before, mark))
        {
            turn.Record(new LossMarked(key, mark));
        }

        if (mark.Breach(scoped, result, currency, equity) is { } breach)
        {
            Latch(turn, scoped, breach);
        }

        return scoped.Limits.DrawdownPercentMax is not null && equity is null && turn.Funds is null
            ? new("equity-unknown", $"The equity of the account is not known yet, so its drawdown cannot be compared with the limit of {scoped.Scope.Named()}.")
            : null;
    }

    private static void Latch(Turn turn, ScopedLimits scoped, Refusal breach)
    {
        if (TradingStates.At(turn.State, scoped.Scope) is { KeepsWorking: false } standing && standing.Mode >= scoped.Limits.OnLoss)
        {
            return;
        }

        turn.Record(new LossLimitBreached(scoped.Scope, breach.Code, breach.Message, scoped.Limits.OnLoss, turn.Now));
        TradingStates.Set(turn, new(scoped.Limits.OnLoss, breach.Message, "risk") { Scope = scoped.Scope });
    }

    public static List<string> CurrenciesOf(AccountState state)
    {
        var currencies = new List<string>();
        foreach (var holding in state.Holdings.Values)
        {
            if (!currencies.Contains(holding.Instrument.Settle))
            {
                currencies.Add(holding.Instrument.Settle);
            }
        }

        return currencies;
    }
}
