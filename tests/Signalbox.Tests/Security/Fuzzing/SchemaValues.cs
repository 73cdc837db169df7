using System.Text;
using System.Text.Json;

namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>Draws JSON that a schema describes, and now and then something it does not.</summary>
internal sealed class SchemaValues(JsonElement document, Random random)
{
    private const int DepthMax = 8;

    public string Next(JsonElement schema)
    {
        var json = new StringBuilder();
        Write(json, schema, 0);
        return json.ToString();
    }

    private void Write(StringBuilder json, JsonElement schema, int depth)
    {
        if (depth > DepthMax || random.Next(30) == 0)
        {
            json.Append(Any(FuzzWords.Junk));
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            Write(json, document.GetProperty("components").GetProperty("schemas").GetProperty(name), depth + 1);
        }
        else if (Choices(schema) is { Count: > 0 } choices)
        {
            Write(json, choices[random.Next(choices.Count)], depth + 1);
        }
        else if (schema.TryGetProperty("enum", out var words))
        {
            json.Append(words[random.Next(words.GetArrayLength())].GetRawText());
        }
        else
        {
            WritePlain(json, schema, depth);
        }
    }

    private void WritePlain(StringBuilder json, JsonElement schema, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(json, schema, depth);
                break;
            case "array":
                json.Append('[');
                for (var (index, count) = (0, random.Next(4)); index < count; index++)
                {
                    json.Append(index == 0 ? "" : ",");
                    Write(json, schema.TryGetProperty("items", out var items) ? items : default, depth + 1);
                }

                json.Append(']');
                break;
            case "boolean":
                json.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            case "integer" or "number":
                json.Append(Any(FuzzWords.Numbers));
                break;
            case "string" when schema.TryGetProperty("format", out var format) && format.GetString() == "decimal":
                json.Append('"').Append(Any(FuzzWords.Numbers)).Append('"');
                break;
            default:
                // As JSON escapes it: half a character must arrive as one.
                json.Append(Escaped(Any(FuzzWords.Texts)));
                break;
        }
    }

    private void WriteObject(StringBuilder json, JsonElement schema, int depth)
    {
        json.Append('{');
        var isFirst = true;
        foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
        {
            if (random.Next(10) < 6)
            {
                json.Append(isFirst ? "" : ",").Append(Escaped(random.Next(60) == 0 ? property.Name + "x" : property.Name)).Append(':');
                Write(json, property.Value, depth + 1);
                isFirst = false;
            }
        }

        json.Append('}');
    }

    private static List<JsonElement> Choices(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices)) ? [.. choices.EnumerateArray()] : [];

    private string TypeOf(JsonElement schema) => schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type) ? "string"
        : type.ValueKind == JsonValueKind.Array ? type[random.Next(type.GetArrayLength())].GetString()!
        : type.GetString()!;

    private static string Escaped(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var each in text)
        {
            json.Append(each is '"' or '\\' or < ' ' || char.IsSurrogate(each) ? $"\\u{(int)each:x4}" : each);
        }

        return json.Append('"').ToString();
    }

    private string Any(string[] words) => words[random.Next(words.Length)];
}
