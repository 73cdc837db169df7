using System.Text.Json;

namespace Signalbox.Signals;

/// <summary>A body tried as JSON: the document, or why it is none.</summary>
public sealed record ParsedJson(JsonElement? Root, string? Error)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    public static ParsedJson Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return new(document.RootElement.Clone(), null);
        }
        catch (JsonException malformed)
        {
            return new(null, $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}");
        }
    }
}
