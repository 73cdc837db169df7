using System.Globalization;
using System.Text.Json.Nodes;
using Signalbox.Signals.Readers.SignalboxJson;

namespace Signalbox.Server.Guidance;

/// <summary>The kinds of values of our JSON, each with every way it may be written: as itself, as text, or left empty.</summary>
internal static class SchemaKinds
{
    private const string Blank = @"^[ \t\r\n]*$";
    private const string NumberText = @"^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$";
    private const string PositiveText = @"^\s*\+?(?=[\d.]*[1-9])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$";

    // As far as a decimal reaches.
    private const decimal Most = decimal.MaxValue;

    public static JsonObject Object(params (string Name, JsonObject Schema)[] properties)
    {
        var names = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            names[name] = schema;
        }

        return new() { ["type"] = "object", ["properties"] = names };
    }

    /// <summary>An object that may be null, which is as if it were absent.</summary>
    public static JsonObject Nullable(params (string Name, JsonObject Schema)[] properties)
    {
        var schema = Object(properties);
        schema["type"] = new JsonArray("object", "null");
        return schema;
    }

    public static JsonObject Words(string description) => new()
    {
        ["type"] = new JsonArray("string", "number", "null"),
        ["pattern"] = @"^\s*[\s\S]{0,200}?\s*$",
        ["description"] = description,
    };

    public static JsonObject Number(string description) => AnyOf(description, new() { ["type"] = "number", ["minimum"] = -Most, ["maximum"] = Most }, Text(NumberText));

    public static JsonObject Positive(string description) => AnyOf(description, new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = Most }, Text(PositiveText));

    public static JsonObject Whole(string description, int least, int most)
    {
        var numbers = string.Join('|', Enumerable.Range(least, most - least + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        var digits = most > 100 ? least > 0 ? "(?=0*[1-9])0*(?:\\d{1,3}|1000)" : "0*(?:\\d{1,3}|1000)" : $"0*(?:{numbers})";
        return AnyOf(description, Integers(least, most), Text($@"^\s*\+?{digits}(?:\.0*)?\s*$"));
    }

    public static JsonObject Flag(string description) => AnyOf(description, new() { ["type"] = "boolean" }, Text(AnyCase(["true", "false"])));

    /// <summary>A time is never empty text: our own senders leave it out.</summary>
    public static JsonObject Instant(string description) => new()
    {
        ["anyOf"] = new JsonArray(
            Text(SignalboxJsonReader.TimePattern), Integers(1_000_000_000, 9_999_999_999), Integers(1_000_000_000_000, 9_999_999_999_999), new JsonObject { ["type"] = "null" }),
        ["description"] = description,
    };

    public static JsonObject Enum<T>(string description)
        where T : struct, Enum
    {
        string[] words = [.. System.Enum.GetValues<T>().Select(Signalbox.Text.Words.Of)];
        return AnyOf(description, new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) }, Text(AnyCase(words)));
    }

    /// <summary>The same, and neither null nor empty.</summary>
    public static JsonObject Required(JsonObject schema)
    {
        var ways = schema["anyOf"]!.AsArray();
        ways.RemoveAt(ways.Count - 1);
        ways.RemoveAt(ways.Count - 1);
        return schema;
    }

    private static JsonObject AnyOf(string description, JsonObject itself, JsonObject text) => new()
    {
        ["anyOf"] = new JsonArray(itself, text, Text(Blank), new JsonObject { ["type"] = "null" }),
        ["description"] = description,
    };

    private static JsonObject Integers(long least, long most) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>Schemas have no way of saying that case does not matter but to name both letters.</summary>
    private static string AnyCase(IEnumerable<string> words) =>
        $@"^\s*(?:{string.Join('|', words.Select(word => string.Concat(word.Select(letter => char.IsAsciiLetter(letter) ? $"[{char.ToUpperInvariant(letter)}{letter}]" : letter.ToString()))))})\s*$";
}
