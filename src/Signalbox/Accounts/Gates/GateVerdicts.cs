using Signalbox.Accounts.Rules;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>What each kind of gate makes of the facts.</summary>
internal static class GateVerdicts
{
    private const string Refused = "gate-refused";
    private const string Valueless = "gate-without-value";
    private const string NoScore = "scorer-failed";

    public static Verdict Of(Gate gate, IGateFacts facts, Scoring? scoring) => gate.Kind switch
    {
        GateKind.Expression => OfExpression(gate, facts),
        GateKind.Alignment => OfAlignment(gate, facts),
        GateKind.Http => OfScorer(gate, scoring?.AnswerOf(gate.Name) ?? ScorerAnswer.Failed(gate.Name, "It was not asked.")),
        _ => throw new InvalidOperationException($"{gate.Kind} gives no verdict."),
    };

    private static Verdict OfExpression(Gate gate, IGateFacts facts)
    {
        var program = GatePrograms.Of(gate.Expression!);
        var score = ScoreOf(program, facts);
        var inputs = InputsOf(program, facts);
        var finding = new GateFinding { Score = score, Threshold = gate.Threshold, Inputs = inputs };
        if (score is not { } known)
        {
            return Judged(gate, gate.WhenMissing == GateMissing.Pass, Valueless, $"{gate.Expression} has no value: {Shown(inputs)}.", finding);
        }

        var detail = program!.Type == GateType.Flag
            ? $"{gate.Expression} is {(known > 0 ? "true" : "false")}: {Shown(inputs)}."
            : $"{gate.Expression} gives {Decimals.Canonical(Math.Round(known, 4))} and {Decimals.Canonical(gate.Threshold)} is required: {Shown(inputs)}.";
        return Judged(gate, known >= gate.Threshold, Refused, detail, finding);
    }

    private static Verdict OfAlignment(Gate gate, IGateFacts facts)
    {
        var weights = gate.Rules.Sum(rule => rule.Weight);
        ValueList<GatePart> parts = [];
        var inputs = new SortedDictionary<string, GateInput>(StringComparer.Ordinal);
        var alignment = 0m;
        foreach (var rule in gate.Rules)
        {
            var program = GatePrograms.Of(rule.Expression);
            var score = ScoreOf(program, facts);
            var contribution = (score ?? 0m) * rule.Weight / weights;
            alignment += contribution;
            parts = parts.Add(new(rule.Name, rule.Weight, score, contribution));
            foreach (var input in InputsOf(program, facts))
            {
                inputs[input.Name] = input;
            }
        }

        var given = string.Join(", ", parts.Select(part => $"{part.Rule} {(part.Score is { } score ? Short(score) : "missing")} × {Decimals.Canonical(part.Weight)}"));
        return Judged(gate, alignment >= gate.Threshold, Refused,
            $"The alignment is {Short(alignment)} and {Decimals.Canonical(gate.Threshold)} is required: {given}.",
            new() { Score = alignment, Threshold = gate.Threshold, Inputs = [.. inputs.Values], Parts = parts });
    }

    private static Verdict OfScorer(Gate gate, ScorerAnswer answer)
    {
        var finding = new GateFinding { Score = answer.Score, Threshold = gate.Threshold };
        var terms = gate.Scorer!;
        if (answer.Score is not { } score)
        {
            return Judged(gate, terms.IsAdvice || terms.OnFailure == GateMissing.Pass, NoScore, $"The scorer gave no score: {answer.Failure}", finding);
        }

        var said = answer.Reason is { } reason ? $" It said: {reason}" : "";
        return Judged(gate, terms.IsAdvice || (answer.Passes ?? score >= gate.Threshold), Refused,
            $"The scorer gave {Short(score)} in {answer.TookMs} ms; {(terms.IsAdvice ? "it only advises" : $"{Decimals.Canonical(gate.Threshold)} is required")}.{said}", finding);
    }

    /// <summary>0 to 1; null without a value.</summary>
    private static decimal? ScoreOf(GateProgram? program, IGateFacts facts)
    {
        var value = program?.Run(facts) ?? GateValue.Missing;
        return value.IsMissing ? null : Math.Clamp(value.As(GateType.Number).Number, 0m, 1m);
    }

    private static ValueList<GateInput> InputsOf(GateProgram? program, IGateFacts facts) => program is null
        ? []
        : [.. program.Inputs(facts).Select(input => new GateInput(input.Name, Cut(input.Value.ToString())))];

    private static Verdict Judged(Gate gate, bool passed, string code, string detail, GateFinding finding) =>
        Verdict.Of(passed, GateRules.NameOf(gate), code, detail) with { Gate = finding };

    private static string Shown(ValueList<GateInput> inputs) =>
        inputs.Count == 0 ? "nothing was looked up" : string.Join(", ", inputs.Select(input => $"{input.Name} is {input.Value}"));

    private static string Short(decimal score) => Decimals.Canonical(Math.Round(score, 4));

    /// <summary>A sender's text may be long; what was decided can be seen from its beginning.</summary>
    private static string Cut(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
