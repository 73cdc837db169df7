using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Text;

namespace Signalbox.Server.Api.Input;

/// <summary>
/// Reads a document and reports everything that does not fit its type: unknown fields (a typo must not look like success)
/// and values of the wrong kind. The reader of the framework would stop at the first.
/// </summary>
internal static class FittingJson
{
    /// <param name="path">Where the document stands, for what is wrong in it; empty: it is all there is.</param>
    public static T Read<T>(JsonElement document, JsonTypeInfo<T> type, InputCheck check, string path = "")
        where T : class =>
        JsonSerializer.Deserialize(FittingObject(document, type, path, check), type) ?? throw new JsonException("An object was read as null.");

    private static JsonObject FittingObject(JsonElement element, JsonTypeInfo type, string path, InputCheck check)
    {
        var fitting = new JsonObject();
        foreach (var field in element.EnumerateObject())
        {
            var fieldPath = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (check.IsFull)
            {
                break;
            }

            if (type.Properties.FirstOrDefault(property => property.Name == field.Name) is not { } property)
            {
                check.Refuse(fieldPath, UnknownField(field.Name, type));
            }
            else if (Fitting(field.Value, property, type, fieldPath, check) is { } value)
            {
                fitting[field.Name] = value;
            }
        }

        return fitting;
    }

    private static JsonNode? Fitting(JsonElement value, JsonPropertyInfo property, JsonTypeInfo owner, string path, InputCheck check)
    {
        var type = owner.Options.GetTypeInfo(property.PropertyType);
        return (type.Kind, value.ValueKind) switch
        {
            _ when type.Type == typeof(JsonElement) || type.Type == typeof(JsonElement?) => Free(value),
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => FittingObject(value, type, path, check),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => FittingArray(value, type, path, check),
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) => FittingDictionary(value, type, path, check),
            _ => FittingField(value, property, owner, path, check),
        };
    }

    /// <summary>Whatever it is: somebody else reads it.</summary>
    private static JsonNode? Free(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(value.Clone()),
        JsonValueKind.Array => JsonArray.Create(value.Clone()),
        _ => JsonValue.Create(value.Clone()),
    };

    private static JsonArray? FittingArray(JsonElement array, JsonTypeInfo type, string path, InputCheck check)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        var fitting = new JsonArray();
        var whole = true;
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (check.IsFull)
            {
                return null;
            }

            var node = FittingElement(item, element, $"{path}[{index++}]", check);
            whole &= node is not null;
            fitting.Add(node);
        }

        return whole ? fitting : null;
    }

    private static JsonObject? FittingDictionary(JsonElement dictionary, JsonTypeInfo type, string path, InputCheck check)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        var fitting = new JsonObject();
        var whole = true;
        foreach (var entry in dictionary.EnumerateObject())
        {
            if (check.IsFull)
            {
                return null;
            }

            var node = FittingElement(entry.Value, element, $"{path}.{entry.Name}", check);
            whole &= node is not null;
            fitting[entry.Name] = node;
        }

        return whole ? fitting : null;
    }

    private static JsonNode? FittingElement(JsonElement value, JsonTypeInfo type, string path, InputCheck check)
    {
        if (type.Kind == JsonTypeInfoKind.Object && value.ValueKind == JsonValueKind.Object)
        {
            return FittingObject(value, type, path, check);
        }

        if (value.ValueKind != JsonValueKind.Null && Reads(value, type))
        {
            return JsonValue.Create(value.Clone());
        }

        check.Refuse(path, ExpectedJson.Of(type.Type));
        return null;
    }

    // The converter of a single field is known to its owner only, so the field is tried as the only one of an owner.
    private static JsonNode? FittingField(JsonElement value, JsonPropertyInfo property, JsonTypeInfo owner, string path, InputCheck check)
    {
        using var alone = JsonDocument.Parse($"{{{JsonSerializer.Serialize(property.Name, ApiJson.Default.String)}:{value.GetRawText()}}}");
        if (Reads(alone.RootElement, owner))
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Object => JsonObject.Create(value.Clone()),
                JsonValueKind.Array => JsonArray.Create(value.Clone()),
                _ => JsonValue.Create(value.Clone()),
            };
        }

        check.Refuse(path, ExpectedJson.Of(property.PropertyType));
        return null;
    }

    private static bool Reads(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string UnknownField(string name, JsonTypeInfo type)
    {
        var nearest = NearestWord.Of(name, type.Properties.Select(property => property.Name));
        return nearest is null ? "This field is not known here." : $"This field is not known here. Did you mean {nearest}?";
    }
}
