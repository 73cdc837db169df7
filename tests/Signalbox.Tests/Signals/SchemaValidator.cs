using System.Text.Json;
using System.Text.RegularExpressions;

namespace Signalbox.Tests.Signals;

/// <summary>As much of JSON Schema as ours uses; a word it does not know fails the test that meets it.</summary>
internal sealed class SchemaValidator(JsonElement root)
{
    private readonly Dictionary<string, Regex> patterns = [];

    public bool Accepts(JsonElement value) => Accepts(root, value);

    private bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(rule => Holds(rule, schema, value));

    private bool Holds(JsonProperty rule, JsonElement schema, JsonElement value) => rule.Name switch
    {
        "$schema" or "$defs" or "title" or "description" => true,
        "$ref" => Accepts(root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value),
        "oneOf" => rule.Value.EnumerateArray().Count(each => Accepts(each, value)) == 1,
        "anyOf" => rule.Value.EnumerateArray().Any(each => Accepts(each, value)),
        "enum" => rule.Value.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)),
        "type" => Types(rule.Value).Any(type => IsOf(type, value)),
        "pattern" => value.ValueKind != JsonValueKind.String || PatternOf(rule.Value.GetString()!).IsMatch(value.GetString()!),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.TryGetDecimal(out var number) && number >= rule.Value.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.TryGetDecimal(out var number) && number <= rule.Value.GetDecimal(),
        "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.TryGetDecimal(out var number) && number > rule.Value.GetDecimal(),
        "required" => value.ValueKind != JsonValueKind.Object || rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind != JsonValueKind.Object || rule.Value.EnumerateObject().All(each => !value.TryGetProperty(each.Name, out var inner) || Accepts(each.Value, inner)),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(each => Accepts(rule.Value, each)),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.Value.GetInt32(),
        _ => throw new NotSupportedException($"{rule.Name} in {schema.GetRawText()}"),
    };

    private static IEnumerable<string> Types(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!) : [rule.GetString()!];

    private static bool IsOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null)
            or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetDecimal(out var number) && number == decimal.Truncate(number),
        _ => false,
    };

    private Regex PatternOf(string pattern)
    {
        if (!patterns.TryGetValue(pattern, out var regex))
        {
            // A schema's patterns end where the text ends, not before a last line feed.
            patterns[pattern] = regex = new(pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.CultureInvariant);
        }

        return regex;
    }
}
