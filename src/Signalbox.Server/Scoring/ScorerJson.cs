using System.Text.Json.Serialization;
using Signalbox.Accounts.Gates;
using Signalbox.Signals;
using Signalbox.Signals.Terms;

namespace Signalbox.Server.Scoring;

/// <summary>What a scorer is sent; docs/gates.md describes it.</summary>
/// <param name="Id">The same for the same question: a scorer that is asked again after a restart may answer from memory.</param>
/// <param name="Context">By the names expressions use, such as <c>position.side</c>; what is missing is absent.</param>
internal sealed record ScorerRequest(
    int V, string Id, string Gate, string SignalId, string Strategy, string Subscription, string Account, string Instrument, DateTimeOffset At,
    Signal Signal, SortedDictionary<string, string> Context)
{
    public static ScorerRequest Of(ScorerQuestion question)
    {
        var context = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in question.Context)
        {
            context[known.Name] = known.Value;
        }

        return new(
            1, $"{question.Trade}/{question.Gate}", question.Gate, question.Trade.Signal.Value, question.Strategy.Value, question.Trade.Subscription.Value,
            question.Account.Value, question.Instrument.Value, question.At, question.Signal, context);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ScorerRequest))]
[JsonSerializable(typeof(TargetTerms))]
internal sealed partial class ScorerJson : JsonSerializerContext;
