using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>
/// Reads the fields of one object and remembers the first thing that is wrong, and which fields nobody asked for. Null and
/// empty text count as absent: alert templates send them for values they do not have.
/// </summary>
internal sealed class JsonFields(JsonElement root, string path = "")
{
    private readonly HashSet<string> read = [];
    private JsonFields? parent;

    public Refusal? Refusal { get; private set; }

    public void Refuse(string code, string message, string? field = null)
    {
        Refusal ??= new(code, message, field is null ? null : path + field);
        parent?.Refuse(code, message, path + field);
    }

    public JsonElement? Any(string name)
    {
        read.Add(name);
        return root.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
    }

    public string? Text(string name, int lengthMax, string code)
    {
        var text = Any(name) switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString()!.Trim(),
            { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
            null => null,
            _ => Wrong(name, code, "a text"),
        };
        if (text?.Length > lengthMax)
        {
            Refuse(code, $"The field {path}{name} is longer than {lengthMax} characters. Shorten it.", name);
            return null;
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    public T? Word<T>(string name, FrozenDictionary<string, T> words, string code, string choices)
        where T : struct
    {
        if (Any(name) is not { } value || value is { ValueKind: JsonValueKind.String } && value.GetString()!.Trim().Length == 0)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && words.TryGetValue(value.GetString()!.Trim(), out var meaning))
        {
            return meaning;
        }

        Refuse(code, $"The field {path}{name} is {Shown(value)}. Send {choices}.", name);
        return null;
    }

    public decimal? Number(string name, string code)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        var raw = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString()!.Trim(),
            _ => Wrong(name, code, "a number"),
        };
        if (string.IsNullOrEmpty(raw))
        {
            return null;
        }

        if (!Decimals.TryParse(raw, out var number))
        {
            Refuse(IsNumberLike(raw) ? "number-out-of-range" : code, $"The field {path}{name} is {Shown(value)}, which is not a usable number. Send a plain decimal number.", name);
            return null;
        }

        return number;
    }

    public decimal? Positive(string name, string code)
    {
        var number = Number(name, code);
        if (number <= 0)
        {
            Refuse(code, $"The field {path}{name} is {Decimals.Canonical(number.Value)}. Send a number above zero.", name);
            return null;
        }

        return number;
    }

    public Price? Price(string name, string code) => Positive(name, code) is { } number ? new(number) : null;

    public bool? Flag(string name, string code)
    {
        switch (Any(name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.True }:
                return true;
            case { ValueKind: JsonValueKind.False }:
                return false;
            case { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag):
                return flag;
            case { } value:
                Refuse(code, $"The field {path}{name} is {Shown(value)}. Send true or false.", name);
                return null;
        }
    }

    /// <summary>A time that cannot be read is the sender's decoration, not a reason to lose the trade: it is kept as unknown.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Any(name) is { ValueKind: JsonValueKind.String } value
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        read.Remove(name);
        return null;
    }

    public JsonFields? Object(string name, string code)
    {
        switch (Any(name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Object } value:
                return new(value, $"{path}{name}.") { parent = this };
            case { } value:
                Refuse(code, $"The field {path}{name} is {Shown(value)}. Send an object.", name);
                return null;
        }
    }

    /// <summary>The fields nobody asked for, as one object; null when there is none.</summary>
    public JsonElement? Unread()
    {
        var unread = root.EnumerateObject().Where(field => !read.Contains(field.Name)).ToArray();
        if (unread.Length == 0)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in unread)
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return ParsedJson.Parse(buffer.ToArray()).Root;
    }

    private string? Wrong(string name, string code, string expected)
    {
        Refuse(code, $"The field {path}{name} is {Shown(Any(name)!.Value)}. Send {expected}.", name);
        return null;
    }

    private static bool IsNumberLike(string raw) => raw.Length > 0 && raw.All(letter => char.IsAsciiDigit(letter) || "+-.eE".Contains(letter, StringComparison.Ordinal));

    private static string Shown(JsonElement value)
    {
        var raw = value.GetRawText();
        return raw.Length <= 40 ? raw : raw[..40] + "…";
    }
}
