using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Venues.Wire;

/// <summary>Reads what a venue wrote; what is not what its protocol says is null, never an exception.</summary>
public static class WireJson
{
    public static T? Read<T>(ReadOnlySpan<byte> text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static T? Read<T>(WireReply reply, JsonTypeInfo<T> type)
        where T : class => Read(reply.Body.Span, type);
}
