using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Venues;

namespace Signalbox.Server.Node.Calls;

/// <summary>Commands to venues and their outcomes, as people are shown them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(PlacePair))]
[JsonSerializable(typeof(AmendOrder))]
[JsonSerializable(typeof(CancelOrder))]
[JsonSerializable(typeof(QueryOrder))]
[JsonSerializable(typeof(VenueOutcome))]
[JsonSerializable(typeof(OrderEvidence.Found))]
[JsonSerializable(typeof(OrderEvidence.Absent))]
[JsonSerializable(typeof(OrderEvidence.Failed))]
internal sealed partial class CallJson : JsonSerializerContext
{
    public static JsonElement Of(object said) => said is VenueOutcome outcome
        ? JsonSerializer.SerializeToElement(outcome, Default.VenueOutcome)
        : JsonSerializer.SerializeToElement(said, said.GetType(), Default);
}
