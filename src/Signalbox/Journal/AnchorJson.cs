using System.Text.Json.Serialization;

namespace Signalbox.Journal;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalAnchored))]
internal sealed partial class AnchorJson : JsonSerializerContext;

internal static class AnchorCodec
{
    public static readonly EventCodec<JournalAnchored> Events = new(AnchorJson.Default.JournalAnchored);
}
