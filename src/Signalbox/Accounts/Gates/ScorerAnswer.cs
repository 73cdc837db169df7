using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>What a scorer said of one trade.</summary>
/// <param name="Gate">The gate that asked.</param>
/// <param name="Score">0 to 1; null where it did not answer.</param>
/// <param name="Passes">Its own verdict, where it gave one; else the threshold decides.</param>
/// <param name="Reason">Its own words, shortened.</param>
/// <param name="Failure">Why there is no score.</param>
public sealed record ScorerAnswer(
    string Gate,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Score,
    bool? Passes,
    string? Reason,
    string? Failure,
    int TookMs)
{
    public static ScorerAnswer Failed(string gate, string why, int tookMs = 0) => new(gate, null, null, null, why, tookMs);
}
