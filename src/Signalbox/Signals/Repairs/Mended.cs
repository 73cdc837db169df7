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

    private static readonly (byte[] Open, byte[] Close)[] Quotes =
        [.. new[] { "\"\"", "''", "“”", "‘’", "``" }.Select(pair => (Encoding.UTF8.GetBytes(pair[..1]), Encoding.UTF8.GetBytes(pair[1..])))];

    public bool LooksLikeJson => Utf8.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    public static Mended Of(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        string[] before = text.Length == body.Length ? [] : [Repair.ByteOrderMark];
        if (LooksLike(text.Span, (byte)'{', (byte)'['))
        {
            return OfJson(text, before);
        }

        return Unwrap(text, before) ?? OfPlain(text, before);
    }

    /// <summary>Text that is no JSON: only what no language means by these letters is mended.</summary>
    private static Mended OfPlain(ReadOnlyMemory<byte> text, string[] before)
    {
        if (!text.Span.ContainsAnyExceptInRange((byte)0, (byte)127))
        {
            return new(text, NotJson, before);
        }

        var (mended, repairs) = JsonRepair.Letters(Encoding.UTF8.GetString(text.Span));
        return repairs.Length == 0 ? new(text, NotJson, before) : new(Encoding.UTF8.GetBytes(mended), NotJson, [.. before, .. repairs]);
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
    private static Mended? Unwrap(ReadOnlyMemory<byte> text, string[] before)
    {
        var trimmed = text.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty || char.IsAsciiLetterOrDigit((char)trimmed.Span[0]))
        {
            return null;
        }

        string[] repairs = [.. before, Repair.WrappingQuotes];
        if (LooksLike(trimmed.Span, (byte)'"', (byte)'"') && JsonBody.Parse(trimmed).Root is { Kind: JsonValueKind.String } quoted)
        {
            // A JSON text that holds the signal: encoded twice by its sender.
            return OfInner(Encoding.UTF8.GetBytes(quoted.Text), repairs);
        }

        foreach (var (open, close) in Quotes)
        {
            if (trimmed.Length > open.Length + close.Length && trimmed.Span.StartsWith(open) && trimmed.Span.EndsWith(close))
            {
                var inner = trimmed[open.Length..^close.Length];
                var mended = OfInner(inner, repairs);

                // Plain text may begin with one quoted word and end with another.
                return mended.Json.Root is not null || (inner.Span.IndexOf(open) < 0 && inner.Span.IndexOf(close) < 0) ? mended : null;
            }
        }

        return null;
    }

    private static Mended OfInner(ReadOnlyMemory<byte> inner, string[] repairs) =>
        LooksLike(inner.Span, (byte)'{', (byte)'[') ? OfJson(inner, repairs) : OfPlain(inner, repairs);
}
