using Signalbox.Accounts.Gates;

namespace Signalbox.Accounts.Rules;

/// <summary>What one rule made of a trade; kept with it, so that a signal explains itself.</summary>
/// <param name="Rule">The rule's stable name.</param>
/// <param name="Code">The refusal's stable code where it did not pass.</param>
/// <param name="Detail">What was compared with what.</param>
public sealed record Verdict(string Rule, bool Passed, string? Code, string Detail)
{
    /// <summary>How a gate came to it; null for the other rules.</summary>
    public GateFinding? Gate { get; init; }

    public static Verdict Pass(string rule, string detail) => new(rule, true, null, detail);

    public static Verdict Fail(string rule, string code, string detail) => new(rule, false, code, detail);

    public static Verdict Of(bool passed, string rule, string code, string detail) => passed ? Pass(rule, detail) : Fail(rule, code, detail);
}
