using System.Text.RegularExpressions;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Scoring;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Server.Api.Gates;

/// <summary>From the documents to the engine's gates. Every expression is read and checked here, not when a signal comes.</summary>
public sealed partial class GateReading(ScorerOptions options)
{
    private const int GatesMax = 16;
    private const int RulesMax = 16;
    private const int RuleNameCharsMax = 60;
    private const decimal WeightMax = 1_000m;

    /// <param name="isWhole">No gates beside these: a score must be that of a scorer in this list.</param>
    public ValueList<Gate> Read(IReadOnlyList<GateDocument>? documents, string path, bool isWhole, InputCheck check)
    {
        if (documents is null)
        {
            return [];
        }

        check.Require(documents.Count <= GatesMax, path, $"At most {GatesMax} gates may be listed.");
        var read = documents.Take(GatesMax).ToList();
        string[]? scorers = isWhole ? [.. read.Where(gate => gate is { Kind: GateKind.Http, Enabled: true }).Select(gate => gate.Name ?? "")] : null;
        return [.. read.Select((gate, index) => Read(gate, $"{path}[{index}]", read.Take(index).Any(other => other.Name == gate.Name), scorers, check))];
    }

    private Gate Read(GateDocument gate, string path, bool isTwice, string[]? scorers, InputCheck check)
    {
        check.Require(Name().IsMatch(gate.Name ?? ""), $"{path}.name", "A gate's name is letters, digits and _, begins with a letter and has at most 40 characters.");
        check.Require(!isTwice, $"{path}.name", $"The gate {gate.Name} is listed twice.");
        check.Require(gate.Threshold is > 0 and <= 1, $"{path}.threshold", "Expected a number above 0 and at most 1.");
        check.Require(gate.Kind is not null || !gate.Enabled, $"{path}.kind", "A kind is required: expression, http, alignment.");
        check.Absent($"{path}.expression", gate.Expression is null || gate.Kind == GateKind.Expression, "Only a gate of the kind expression has one.");
        check.Absent($"{path}.scorer", gate.Scorer is null || gate.Kind == GateKind.Http, "Only a gate of the kind http has one.");
        check.Absent($"{path}.rules", gate.Rules is null || gate.Kind == GateKind.Alignment, "Only a gate of the kind alignment has them.");
        if (gate.Kind == GateKind.Expression)
        {
            Check(gate.Expression, $"{path}.expression", scorers, check);
        }

        return new(
            gate.Name ?? "", gate.Kind ?? GateKind.Expression, gate.Enabled, gate.Judges, gate.Threshold, gate.WhenMissing, gate.Expression,
            gate.Kind == GateKind.Http ? Scorer(gate.Scorer, $"{path}.scorer", check) : null,
            gate.Kind == GateKind.Alignment ? Rules(gate.Rules ?? [], $"{path}.rules", scorers, check) : []);
    }

    private ScorerTerms? Scorer(ScorerDocument? scorer, string path, InputCheck check)
    {
        if (scorer is null)
        {
            check.Refuse(path, "A gate of the kind http needs a scorer.");
            return null;
        }

        if (ScorerUrl.Fault(scorer.Url, options) is { } fault)
        {
            check.Refuse($"{path}.url", fault);
        }

        check.Require(scorer.SecretName is null || IsName(scorer.SecretName), $"{path}.secretName", "Expected the name of a gate secret.");
        check.Require(
            scorer.BudgetMs is >= ScorerTerms.BudgetMsMin and <= ScorerTerms.BudgetMsMax, $"{path}.budgetMs",
            $"Expected a whole number from {ScorerTerms.BudgetMsMin} to {ScorerTerms.BudgetMsMax}.");
        return new(scorer.Url ?? "", scorer.SecretName, scorer.BudgetMs, scorer.OnFailure, scorer.IsAdvice);
    }

    private static ValueList<AlignmentRule> Rules(IReadOnlyList<AlignmentRuleDocument> rules, string path, string[]? scorers, InputCheck check)
    {
        check.Require(rules.Count is >= 1 and <= RulesMax, path, $"An alignment has 1 to {RulesMax} rules.");
        var read = new List<AlignmentRule>();
        foreach (var (rule, index) in rules.Take(RulesMax).Select((rule, index) => (rule, index)))
        {
            var name = check.Name($"{path}[{index}].name", rule.Name, RuleNameCharsMax);
            check.Require(read.TrueForAll(other => other.Name != name), $"{path}[{index}].name", $"The rule {name} is listed twice.");
            check.Require(rule.Weight is > 0 and <= WeightMax, $"{path}[{index}].weight", $"Expected a number above 0 and at most {WeightMax}.");
            Check(rule.Expression, $"{path}[{index}].expression", scorers, check);
            read.Add(new(name, rule.Expression ?? "", rule.Weight));
        }

        return [.. read];
    }

    private static void Check(string? expression, string path, string[]? scorers, InputCheck check)
    {
        if (string.IsNullOrWhiteSpace(expression))
        {
            check.Refuse(path, "An expression is required, such as market.spread_percent < 0.05.");
        }
        else if (GateProgram.Compile(expression, scorers).Errors is [var first, ..] errors)
        {
            var more = errors.Count > 1 ? $" ({errors.Count} mistakes in all.)" : "";
            check.Refuse(path, $"{first}{more}");
        }
    }

    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}\\z")]
    private static partial Regex Name();
}
