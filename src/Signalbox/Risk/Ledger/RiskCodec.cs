using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Journal;
using Signalbox.Risk.Limits;

namespace Signalbox.Risk.Ledger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(RiskState))]
[JsonSerializable(typeof(ExposureReserved))]
[JsonSerializable(typeof(ExposurePosted))]
[JsonSerializable(typeof(ExposureReleased))]
[JsonSerializable(typeof(PositionNoted))]
[JsonSerializable(typeof(ResultNoted))]
[JsonSerializable(typeof(AccountForgotten))]
[JsonSerializable(typeof(SharedLimitsChanged))]
[JsonSerializable(typeof(StandingChanged))]
[JsonSerializable(typeof(SharedLossMarked))]
[JsonSerializable(typeof(SharedLossBreached))]
[JsonSerializable(typeof(ScopedLimits))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class RiskJson : JsonSerializerContext;

/// <summary>The risk stream's events and snapshots as the journal keeps them.</summary>
public static class RiskCodec
{
    private static readonly RiskJson Json = RiskJson.Default;

    public static readonly EventCodec<RiskEvent> Events = new(
        Json.ExposureReserved, Json.ExposurePosted, Json.ExposureReleased, Json.PositionNoted, Json.ResultNoted, Json.AccountForgotten,
        Json.SharedLimitsChanged, Json.StandingChanged, Json.SharedLossMarked, Json.SharedLossBreached);

    internal static readonly StreamFold<RiskState> Fold = new()
    {
        Format = RiskState.Format,
        Empty = RiskState.Empty,
        Apply = (state, stored) => RiskLedger.Apply(state, Events.Read(stored)),
        Write = state => WriteState(state),
        Read = utf8 => JsonSerializer.Deserialize(utf8.Span, Json.RiskState) ?? throw new JsonException("The snapshot is null."),
    };

    public static byte[] WriteState(RiskState state) => JsonSerializer.SerializeToUtf8Bytes(state, Json.RiskState);
}
