namespace Signalbox.Risk.Limits;

/// <summary>One limit and how much of it is used.</summary>
/// <param name="Limit">The name of its setting.</param>
/// <param name="Used">Null: it cannot be told now, because a price is missing.</param>
/// <param name="Of">The instrument or currency that uses most of it; null where there is only one count.</param>
public sealed record LimitLine(RiskScope Scope, string Limit, decimal Maximum, decimal? Used, string? Of = null);
