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

    public static T? Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static T? Read<T>(WireReply reply, JsonTypeInfo<T> type)
        where T : class => Read(reply.Body.Span, type);

    /// <summary>All of them, or null when one could not be read: leaving it out would say that it does not exist.</summary>
    public static IReadOnlyList<T>? All<T>(IEnumerable<T?> items)
        where T : class
    {
        var all = new List<T>();
        foreach (var item in items)
        {
            if (item is null)
            {
                return null;
            }

            all.Add(item);
        }

        return all;
    }
}
