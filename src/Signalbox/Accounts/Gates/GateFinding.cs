using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>How a gate came to its verdict.</summary>
public sealed record GateFinding
{
    /// <summary>0 to 1; null where it had no value.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Score { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public required decimal Threshold { get; init; }

    /// <summary>What was looked up, and what was found.</summary>
    [JsonConverter(typeof(ValueListConverter<GateInput>))]
    public ValueList<GateInput> Inputs { get; init; }

    /// <summary>What each rule of an alignment gave.</summary>
    [JsonConverter(typeof(ValueListConverter<GatePart>))]
    public ValueList<GatePart> Parts { get; init; }
}

/// <param name="Value">As text; <c>missing</c> where there was none.</param>
public sealed record GateInput(string Name, string Value);

/// <param name="Score">Null where the rule had no value; it counts as 0.</param>
/// <param name="Contribution">Its part of the alignment: its score times its share of all weights.</param>
public sealed record GatePart(
    string Rule,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Weight,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Score,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Contribution);
