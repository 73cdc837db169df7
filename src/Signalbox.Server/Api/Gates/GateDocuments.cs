using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Server.Api.Gates;

/// <summary>What judges a signal before it may trade.</summary>
public sealed record GateDocument(
    [property: Required, Description("Unique in its list. A subscription's gate takes the place of the strategy's of the same name.")] string? Name = null,
    [property: Description("Required unless it only switches the strategy's gate of this name off.")] GateKind? Kind = null,
    bool Enabled = true,
    [property: Description("Absent: entries, which is whatever opens or grows a position.")] GateReach Judges = GateReach.Entries,
    [property: Description("The least score that passes, above 0 and at most 1. Absent: 0.5."), JsonConverter(typeof(PlainDecimalConverter))] decimal Threshold = 0.5m,
    [property: Description("What an expression without a value means. Absent: refuse.")] GateMissing WhenMissing = GateMissing.Refuse,
    [property: Description("For expression: a condition, or a number from 0 to 1.")] string? Expression = null,
    [property: Description("For http: whom to ask.")] ScorerDocument? Scorer = null,
    [property: Description("For alignment: what is weighed.")] IReadOnlyList<AlignmentRuleDocument>? Rules = null)
{
    public static IReadOnlyList<GateDocument>? Of(ValueList<Gate> gates) => gates.Count == 0 ? null : [.. gates.Select(Of)];

    private static GateDocument Of(Gate gate) => new(
        gate.Name, gate.Kind, gate.Enabled, gate.Judges, gate.Threshold, gate.WhenMissing, gate.Expression,
        gate.Scorer is { } scorer ? new(scorer.Url, scorer.SecretName, scorer.BudgetMs, scorer.OnFailure, scorer.IsAdvice) : null,
        gate.Rules.Count == 0 ? null : [.. gate.Rules.Select(rule => new AlignmentRuleDocument(rule.Name, rule.Expression, rule.Weight))]);
}

public sealed record ScorerDocument(
    [property: Required, Description("Where the signal is posted to: https, and in no private network unless the server allows it.")] string? Url = null,
    [property: Description("The gate secret sent as a bearer token; absent: none.")] string? SecretName = null,
    [property: Description("How long the answer may take, 50 to 3000. Absent: 500.")] int BudgetMs = 500,
    [property: Description("What no answer means. Absent: refuse.")] GateMissing OnFailure = GateMissing.Refuse,
    [property: Description("Its score is there for other gates as scores.name, and refuses nothing itself.")] bool IsAdvice = false);

public sealed record AlignmentRuleDocument(
    [property: Required] string? Name = null,
    [property: Required, Description("A condition (1 or 0), or a number from 0 to 1. Without a value it counts as 0.")] string? Expression = null,
    [property: Description("Absent: 1."), JsonConverter(typeof(PlainDecimalConverter))] decimal Weight = 1m);

/// <summary>A secret that gates send to scorers. It can be replaced and never read again.</summary>
public sealed record GateSecretInput([property: Required] string? Secret = null);

public sealed record GateSecretDocument(string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static GateSecretDocument Of(Stored<GateSecret> stored) => new(stored.Value.Name, stored.CreatedAt, stored.UpdatedAt);
}
