using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Server.Live;

/// <summary>What travels over the hub.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiveMessage))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(long?))]
internal sealed partial class LiveJson : JsonSerializerContext;

/// <summary>Documents as the feed carries them.</summary>
internal static class LiveElements
{
    public static JsonElement One<T>(T document, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(document, type);

    /// <summary>As one array, for a snapshot.</summary>
    public static JsonElement Many<T>(IEnumerable<T> documents, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var document in documents)
            {
                JsonSerializer.Serialize(json, document, type);
            }

            json.WriteEndArray();
        }

        return JsonElement.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
