using Signalbox.Markets;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Strategies;

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
        RulesDocument.Of(terms.Rules));

    private static EffectiveDocument<TDocument> Effective<T, TDocument>(Resolved<T> resolved, Func<T, TDocument?> write) =>
        new(write(resolved.Value), resolved.Origin);
}
