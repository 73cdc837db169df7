using System.Text;
using System.Text.Json;

namespace Signalbox.Signals.Readers.Json;

/// <summary>A value of a checked JSON text, where it stands in the body: nothing is copied before somebody asks for it.</summary>
public readonly struct JsonValue(ReadOnlyMemory<byte> raw)
{
    public ReadOnlyMemory<byte> Memory => raw;

    public ReadOnlySpan<byte> Raw => raw.Span;

    public JsonValueKind Kind => raw.Span[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>A text without its quotes, as written; anything else as written.</summary>
    public ReadOnlySpan<byte> Inner => Kind == JsonValueKind.String ? raw.Span[1..^1] : raw.Span;

    public bool IsEscaped => Kind == JsonValueKind.String && raw.Span.Contains((byte)'\\');

    /// <summary>A text as it is meant, anything else as it is written.</summary>
    public string Text => IsEscaped ? Unescaped() : Encoding.UTF8.GetString(Inner);

    /// <summary>A copy that outlives the body.</summary>
    public JsonElement ToElement()
    {
        using var document = JsonDocument.Parse(raw);
        return document.RootElement.Clone();
    }

    /// <summary>The items of an array; none of anything else.</summary>
    public IReadOnlyList<JsonValue> Items()
    {
        if (Kind != JsonValueKind.Array)
        {
            return [];
        }

        var items = new List<JsonValue>();
        var scan = new JsonScan(raw.Span);
        while (scan.NextItem(out var item))
        {
            items.Add(new(raw[item]));
        }

        return items;
    }

    /// <summary>As an error message shows it.</summary>
    public string Shown
    {
        get
        {
            var text = Encoding.UTF8.GetString(raw.Span[..Math.Min(raw.Length, 160)]);
            return text.Length <= 40 ? text : text[..40] + "…";
        }
    }

    private string Unescaped()
    {
        var reader = new Utf8JsonReader(raw.Span);
        reader.Read();
        return reader.GetString()!;
    }
}
