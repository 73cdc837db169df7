using System.Text.Json;
using System.Text.Unicode;

namespace Signalbox.Signals.Readers.Json;

/// <summary>A body tried as JSON: its root value, or why it is none.</summary>
public sealed record JsonBody(JsonValue? Root, string? Error)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Checks the whole text once, so that whoever looks into it later meets nothing that cannot be read.</summary>
    public static JsonBody Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return new(null, "it is not UTF-8 text");
        }

        var reader = new Utf8JsonReader(utf8.Span, Strict);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    // Half a character written as an escape is no text; asking for it is the only way to know.
                    reader.GetString();
                }
            }
        }
        catch (JsonException malformed)
        {
            return new(null, $"line {malformed.LineNumber + 1}, column {malformed.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            return new(null, "it holds half a character");
        }

        return new(new JsonValue(Trim(utf8)), null);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> utf8) => utf8.Trim(" \t\r\n"u8);
}
