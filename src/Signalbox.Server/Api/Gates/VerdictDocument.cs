using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Accounts.Rules;
using Signalbox.Text;

namespace Signalbox.Server.Api.Gates;

/// <summary>What one rule or gate made of a trade.</summary>
public sealed record VerdictDocument(
    [property: Description("The rule's stable name; a gate's is gate: and its own.")] string Rule,
    bool Passed,
    [property: Description("The refusal's stable code where it did not pass.")] string? Code,
    [property: Description("What was compared with what.")] string Detail,
    [property: Description("A gate's score, 0 to 1; absent where it had no value."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Score,
    [property: Description("The least score that passes the gate."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Threshold,
    [property: Description("What the gate looked up, and what it found.")] IReadOnlyList<GateInputDocument>? Inputs,
    [property: Description("What each rule of an alignment gave.")] IReadOnlyList<GatePartDocument>? Parts)
{
    public static VerdictDocument Of(Verdict verdict) => new(
        verdict.Rule, verdict.Passed, verdict.Code, verdict.Detail, verdict.Gate?.Score, verdict.Gate?.Threshold,
        verdict.Gate is { } gate ? [.. gate.Inputs.Select(input => new GateInputDocument(input.Name, input.Value))] : null,
        verdict.Gate is { Parts.Count: > 0 } parted
            ? [.. parted.Parts.Select(part => new GatePartDocument(part.Rule, part.Weight, part.Score, part.Contribution))]
            : null);
}

public sealed record GateInputDocument(string Name, string Value);

/// <param name="Score">Absent where the rule had no value; it counts as 0.</param>
/// <param name="Contribution">Its part of the alignment.</param>
public sealed record GatePartDocument(
    string Rule,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Weight,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Score,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Contribution);
