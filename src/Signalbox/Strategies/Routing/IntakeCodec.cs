using System.Text.Json.Serialization;
using Signalbox.Journal;
using Signalbox.Markets.Symbols;
using Signalbox.Signals.Terms;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Windows;

namespace Signalbox.Strategies.Routing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SignalReceived))]
[JsonSerializable(typeof(SignalRefused))]
[JsonSerializable(typeof(SignalTarget))]
[JsonSerializable(typeof(ResolvedTerms))]
[JsonSerializable(typeof(TargetTerms))]
[JsonSerializable(typeof(TickerMeaning))]
[JsonSerializable(typeof(TradingWindow))]
[JsonSerializable(typeof(Weekday))]
[JsonSerializable(typeof(Resolved<Gate>))]
[JsonSerializable(typeof(AlignmentRule))]
internal sealed partial class IntakeJson : JsonSerializerContext;

/// <summary>The intake stream's events as the journal keeps them.</summary>
public static class IntakeCodec
{
    public static readonly EventCodec<IntakeEvent> Events = new(IntakeJson.Default.SignalReceived, IntakeJson.Default.SignalRefused);
}
