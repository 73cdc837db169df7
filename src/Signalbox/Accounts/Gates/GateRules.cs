using Signalbox.Accounts.Rules;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>What the gates say now, and what they need before they can say more.</summary>
internal readonly record struct GateJudgement(ValueList<Verdict> Verdicts, ValueList<string> Scorers, bool NeedsQuote)
{
    public bool IsPending => Scorers.Count > 0 || NeedsQuote;
}

/// <summary>Asks every gate that judges a plan. One that waits for a scorer or a quote says nothing until it is there.</summary>
internal static class GateRules
{
    public static GateJudgement Judge(RuleContext context)
    {
        ValueList<Verdict> verdicts = [];
        ValueList<string> scorers = [];
        var needsQuote = false;
        if (context.Request.Terms.Gates.Count == 0)
        {
            return new(verdicts, scorers, needsQuote);
        }

        var facts = new GateFacts(context);
        foreach (var resolved in context.Request.Terms.Gates)
        {
            var gate = resolved.Value;
            if (!Judges(gate, context))
            {
                continue;
            }

            if (gate.Kind == GateKind.Http && context.Scoring is null)
            {
                scorers = scorers.Add(gate.Name);
            }
            else if (context.Scoring is null && Awaits(gate, context, out var isQuote))
            {
                needsQuote |= isQuote;
            }
            else
            {
                verdicts = verdicts.Add(GateVerdicts.Of(gate, facts, context.Scoring));
            }
        }

        return new(verdicts, scorers, needsQuote);
    }

    /// <summary>Whether a trade that leaves and enters may still leave: only gates that judge entries are against it.</summary>
    public static bool LeaveTheExit(RuleContext context, IReadOnlyList<Verdict> refused) =>
        context.Plan is { Exit: not Trades.ExitStep.None, Enter: not null } && refused.All(verdict => IsOfEntryGate(context, verdict));

    public static string NameOf(Gate gate) => $"gate:{gate.Name}";

    private static bool IsOfEntryGate(RuleContext context, Verdict verdict) =>
        verdict.Gate is not null && context.Request.Terms.Gates.Any(gate => gate.Value.Judges == GateReach.Entries && NameOf(gate.Value) == verdict.Rule);

    private static bool Judges(Gate gate, RuleContext context) => gate.Judges == GateReach.Everything || context.Enters;

    private static bool Awaits(Gate gate, RuleContext context, out bool isQuote)
    {
        var isStale = context.Market is not { } market || !market.IsFresh(context.Now);
        isQuote = isStale && Programs(gate).Any(program => program?.UsesMarket == true);
        return isQuote || Programs(gate).Any(program => program?.Scores.Count > 0);
    }

    private static IEnumerable<GateProgram?> Programs(Gate gate) => gate.Kind switch
    {
        GateKind.Expression => [GatePrograms.Of(gate.Expression!)],
        GateKind.Alignment => gate.Rules.Select(rule => GatePrograms.Of(rule.Expression)),
        _ => [],
    };
}
