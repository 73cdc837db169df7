using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Risk.Limits;

/// <summary>What losses of one level and currency are measured from. A result is everything realised so far plus the open profit.</summary>
/// <param name="Day">The trading day the base belongs to.</param>
/// <param name="Base">The result when that day was first looked at.</param>
/// <param name="Peak">The highest result so far.</param>
public sealed record LossMark(DateOnly Day, Money Base, Money Peak)
{
    /// <summary>A new height is noted when it is higher by this part of the limit: a rising market must not fill the journal.</summary>
    private const decimal PeakStep = 0.001m;

    /// <summary>The marks after a look; the same object where nothing has to be noted.</summary>
    public static LossMark After(LossMark? before, RiskLimits limits, Money result, DateOnly day)
    {
        if (before is null)
        {
            return new(day, result, result);
        }

        var isHigher = result.Value > before.Peak.Value + ((limits.DrawdownMax ?? 0m) * PeakStep);
        return before.Day == day && !isHigher ? before : new(day, before.Day == day ? before.Base : result, isHigher ? result : before.Peak);
    }

    /// <summary>Which loss limit the result breaches, with the numbers; null: none.</summary>
    /// <param name="equity">The account's equity, for limits in percent; null where it is not known.</param>
    public Refusal? Breach(ScopedLimits scoped, Money result, string currency, Money? equity)
    {
        var loss = Base - result;
        if (scoped.Limits.DailyLossMax is { } mostLoss && loss.Value >= mostLoss)
        {
            return new("daily-loss-limit", $"The loss of {scoped.Scope.Named()} today is {loss} {currency}; the limit is {Decimals.Canonical(mostLoss)}.");
        }

        var fall = Peak - result;
        if (scoped.Limits.DrawdownMax is { } mostFall && fall.Value >= mostFall)
        {
            return new("drawdown-limit", $"The result of {scoped.Scope.Named()} fell by {fall} {currency} from its peak; the limit is {Decimals.Canonical(mostFall)}.");
        }

        if (scoped.Limits.DrawdownPercentMax is not { } mostPercent || equity is not { } now || fall.Value <= 0)
        {
            return null;
        }

        // At or below nothing, all of it is gone.
        var percent = (now + fall).Value <= 0 ? 100m : fall.Value * 100m / (now + fall).Value;
        return percent < mostPercent ? null : new("drawdown-limit",
            $"The equity of {scoped.Scope.Named()} fell by {percent:0.##} % from its peak; the limit is {Decimals.Canonical(mostPercent)} %.");
    }
}

/// <summary>Whose losses, in which settlement currency.</summary>
[JsonConverter(typeof(IdTextConverter<LossKey>))]
public readonly record struct LossKey(RiskScope Scope, string Currency) : ITextId<LossKey>, IComparable<LossKey>
{
    public static LossKey From(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(RiskScope.From(text[(slash + 1)..]), text[..slash]);
    }

    public int CompareTo(LossKey other)
    {
        var scopes = Scope.CompareTo(other.Scope);
        return scopes != 0 ? scopes : string.CompareOrdinal(Currency, other.Currency);
    }

    public override string ToString() => $"{Currency}/{Scope}";
}
