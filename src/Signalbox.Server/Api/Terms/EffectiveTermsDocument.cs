using Signalbox.Markets;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Terms;

/// <summary>A value and who set it: system, strategy, subscription or signal.</summary>
/// <param name="Value">Absent where nobody set one and the system has none either.</param>
public sealed record EffectiveDocument<T>(T? Value, TermsOrigin Origin);

/// <summary>What holds at a subscription, each unit with its origin.</summary>
public sealed record EffectiveTermsDocument(
    EffectiveDocument<SizeDocument> EntrySize,
    EffectiveDocument<SizeDocument> ExitSize,
    EffectiveDocument<OrderDocument> EntryOrder,
    EffectiveDocument<OrderDocument> ExitOrder,
    EffectiveDocument<TimeInForce> EntryTimeInForce,
    EffectiveDocument<TimeInForce> ExitTimeInForce,
    EffectiveDocument<TakeProfitDocument> TakeProfit,
    EffectiveDocument<StopLossDocument> StopLoss,
    EffectiveDocument<bool> CancelOpenOrders,
    EffectiveDocument<string> EntryCancelAfterSeconds,
    EffectiveDocument<string> ExitCancelAfterSeconds,
    EffectiveDocument<SpreadDocument> EntrySpread,
    EffectiveDocument<SpreadDocument> ExitSpread,
    EffectiveDocument<string> SlippagePercentMax,
    EffectiveDocument<string> DelaySeconds,
    EffectiveDocument<string> Leverage,
    EffectiveDocument<bool> ExtendedHours,
    EffectiveDocument<SymbolsDocument> Symbols,
    RulesDocument Rules)
{
    /// <summary>The resolver's result, as the API shows it.</summary>
    public static EffectiveTermsDocument Of(ResolvedTerms terms) => new(
        Effective(terms.EntrySize, TermsWriting.Write),
        Effective(terms.ExitSize, TermsWriting.Write),
        Effective(terms.EntryOrder, TermsWriting.Write),
        Effective(terms.ExitOrder, TermsWriting.Write),
        Effective(terms.EntryTimeInForce, value => value),
        Effective(terms.ExitTimeInForce, value => value),
        Effective(terms.TakeProfit, TermsWriting.Write),
        Effective(terms.StopLoss, TermsWriting.Write),
        Effective(terms.CancelOpenOrders, value => value),
        Effective(terms.EntryCancelAfterSeconds, Number),
        Effective(terms.ExitCancelAfterSeconds, Number),
        Effective(terms.EntrySpread, TermsWriting.Write),
        Effective(terms.ExitSpread, TermsWriting.Write),
        Effective(terms.SlippagePercentMax, Number),
        Effective(terms.DelaySeconds, Number),
        Effective(terms.Leverage, Number),
        Effective(terms.ExtendedHours, value => value),
        Effective(terms.Symbols, TermsWriting.Write),
        RulesDocument.Of(terms.Rules));

    private static string? Number(decimal? value) => value is { } known ? Decimals.Canonical(known) : null;

    private static EffectiveDocument<TDocument> Effective<T, TDocument>(Resolved<T> resolved, Func<T, TDocument?> write) =>
        new(write(resolved.Value), resolved.Origin);
}
