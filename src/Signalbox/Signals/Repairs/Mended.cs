using System.Text;
using System.Text.Json;
using Signalbox.Signals.Readers.Json;

namespace Signalbox.Signals.Repairs;

/// <summary>
/// A body with what can be mended without doubt mended. A text that is well as it is stays untouched; of several repairs the
/// fewest that make it readable are taken.
/// </summary>
internal sealed record Mended(ReadOnlyMemory<byte> Utf8, JsonBody Json, IReadOnlyList<string> Repairs)
{
    private static readonly JsonBody NotJson = new(null, "it does not begin with a brace");

    public bool LooksLikeJson => Utf8.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    public static Mended Of(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        string[] before = text.Length == body.Length ? [] : [Repair.ByteOrderMark];
        if (LooksLike(text.Span, (byte)'{', (byte)'['))
        {
            return OfJson(text, before);
        }

        return Unwrap(text) is { } inner
            ? LooksLike(inner.Span, (byte)'{', (byte)'[') ? OfJson(inner, [.. before, Repair.WrappingQuotes]) : new(inner, NotJson, [.. before, Repair.WrappingQuotes])
            : new(text, NotJson, before);
    }

    private static Mended OfJson(ReadOnlyMemory<byte> text, string[] before)
    {
        var json = JsonBody.Parse(text);
        if (json.Root is not null)
        {
            return new(text, json, before);
        }

        foreach (var attempt in JsonRepair.Attempts(text))
        {
            if (JsonBody.Parse(attempt.Utf8) is { Root: not null } mended)
            {
                return new(attempt.Utf8, mended, [.. before, .. attempt.Repairs]);
            }
        }

        return new(text, json, before);
    }

    private static bool LooksLike(ReadOnlySpan<byte> text, byte either, byte or)
    {
        var start = text.TrimStart(" \t\r\n"u8);
        return !start.IsEmpty && (start[0] == either || start[0] == or);
    }

    /// <summary>What stands inside one pair of quotes around the whole body; null where there is no such pair.</summary>
    private static ReadOnlyMemory<byte>? Unwrap(ReadOnlyMemory<byte> text)
    {
        var trimmed = text.Trim(" \t\r\n"u8);
        if (LooksLike(trimmed.Span, (byte)'"', (byte)'"') && JsonBody.Parse(trimmed).Root is { Kind: JsonValueKind.String } quoted)
        {
            // A JSON text that holds the signal: encoded twice by its sender.
            return Encoding.UTF8.GetBytes(quoted.Text);
        }

        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’"), ("`", "`")])
        {
            var (first, last) = (Encoding.UTF8.GetBytes(open), Encoding.UTF8.GetBytes(close));
            if (trimmed.Length > first.Length + last.Length && trimmed.Span.StartsWith(first) && trimmed.Span.EndsWith(last))
            {
                return trimmed[first.Length..^last.Length];
            }
        }

        return null;
    }
}
