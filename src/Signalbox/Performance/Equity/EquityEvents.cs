using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Performance.Equity;

/// <summary>What a node's accounts were worth: the stream equity curves are drawn from.</summary>
public abstract record EquityEvent;

/// <summary>One look at every account that had something to say.</summary>
public sealed record EquitySampled(
    DateTimeOffset At,
    [property: JsonConverter(typeof(ValueListConverter<EquitySample>))] ValueList<EquitySample> Samples) : EquityEvent;

/// <param name="Balance">Without open profit.</param>
/// <param name="Equity">Balance and open profit at the quotes of that moment.</param>
public sealed record EquitySample(AccountId Account, string Currency, Money Equity, Money Balance, Money Available);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EquitySampled))]
[JsonSerializable(typeof(EquitySample))]
internal sealed partial class EquityJson : JsonSerializerContext;

/// <summary>The equity stream's events as the journal keeps them.</summary>
public static class EquityCodec
{
    public static readonly EventCodec<EquityEvent> Events = new(EquityJson.Default.EquitySampled);
}
