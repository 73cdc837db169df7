using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Signalbox.Text;

namespace Signalbox.Venues.Wire;

/// <summary>
/// Writes one JSON object, names and values in the order they are given, without spaces: what is signed is exactly what is
/// sent. Decimals are written as text, because venues take them so without rounding. Values that are null are left out.
/// </summary>
public sealed class JsonBody
{
    private readonly StringBuilder text = new("{", 512);

    public JsonBody Add(string name, string? value) =>
        value is null ? this : Raw(name, $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"");

    public JsonBody Add(string name, decimal? value) => Add(name, value is { } known ? Decimals.Canonical(known) : null);

    public JsonBody Add(string name, int? value) => value is { } known ? Raw(name, known.ToString(CultureInfo.InvariantCulture)) : this;

    public JsonBody Add(string name, long? value) => value is { } known ? Raw(name, known.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>Only when it is true: what is false is what venues take for granted.</summary>
    public JsonBody AddTrue(string name, bool value) => value ? Raw(name, "true") : this;

    /// <summary>An object within this one.</summary>
    public JsonBody Add(string name, JsonBody? value) => value is null ? this : Raw(name, value.ToString());

    /// <summary>A list of objects, each written like this one.</summary>
    public JsonBody AddList(string name, IEnumerable<JsonBody> items) => Raw(name, $"[{string.Join(',', items)}]");

    /// <summary>A list of texts.</summary>
    public JsonBody AddTexts(string name, IEnumerable<string> values) =>
        Raw(name, $"[{string.Join(',', values.Select(value => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\""))}]");

    public ReadOnlyMemory<byte> ToUtf8() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString() => $"{text}}}";

    private JsonBody Raw(string name, string value)
    {
        if (text.Length > 1)
        {
            text.Append(',');
        }

        text.Append('"').Append(name).Append("\":").Append(value);
        return this;
    }
}
