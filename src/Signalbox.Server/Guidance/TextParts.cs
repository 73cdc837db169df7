using System.Globalization;
using Signalbox.Signals;

namespace Signalbox.Server.Guidance;

/// <summary>
/// Which piece of a body said what. It is found by comparing the body with what was read from it, so it holds for every
/// language; a piece that no value of the signal can be traced to stays unmarked.
/// </summary>
internal static class TextParts
{
    private const int PartsMax = 500;
    private const string Separators = " \t\r\n,;=(){}[]\"'|";

    public static IReadOnlyList<TextPartDocument> Of(string raw, IReadOnlyList<Signal> signals)
    {
        var leaves = new SignalLeaves(signals);
        return JsonPieces.Find(raw, out _) is { } pieces ? OfJson(pieces, leaves) : OfWords(raw, leaves);
    }

    /// <summary>Where a refusal points to; null where it means the whole body.</summary>
    public static TextPlaceDocument? PlaceOf(string raw, Refusal refusal)
    {
        if (refusal.Field?.Split(':') is [var line, var column] && Number(line) is { } row && Number(column) is { } at)
        {
            return new(row, at);
        }

        var pieces = JsonPieces.Find(raw, out var broken);
        if (pieces is null)
        {
            return refusal.Code == "malformed-json" ? broken : FoundIn(raw, refusal.Field);
        }

        // A field that is missing is looked for where it should stand: in the object that lacks it.
        for (var path = refusal.Field ?? ""; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('.'))])
        {
            var inside = pieces.FirstOrDefault(piece => piece.Path == path || piece.Path.StartsWith(path + ".", StringComparison.Ordinal));
            if (inside.Path is not null)
            {
                return PlaceAt(raw, inside.Start);
            }
        }

        return FoundIn(raw, refusal.Field);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TextPlaceDocument? FoundIn(string raw, string? field) =>
        field is { Length: > 2 } && raw.IndexOf(field, StringComparison.Ordinal) is >= 0 and var at ? PlaceAt(raw, at) : null;

    private static TextPlaceDocument PlaceAt(string raw, int at)
    {
        var before = raw.AsSpan(0, at);
        return new(before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }

    private static List<TextPartDocument> OfJson(IReadOnlyList<JsonPiece> pieces, SignalLeaves leaves)
    {
        var parts = new List<TextPartDocument>();
        foreach (var piece in pieces)
        {
            if (leaves.IsUnknown(piece.Path))
            {
                parts.Add(new(piece.Start, piece.Length, null, null));
            }
            else if (leaves.Take(piece.Text, piece.Path) is { } leaf)
            {
                parts.Add(new(piece.Start, piece.Length, leaf.Path, leaf.Text));
            }
        }

        return parts;
    }

    /// <summary>Words that mean nothing by themselves belong to the number behind them: "sl off 2%".</summary>
    private static List<TextPartDocument> OfWords(string raw, SignalLeaves leaves)
    {
        var parts = new List<TextPartDocument>();
        var pending = -1;
        foreach (var (start, length) in Words(raw))
        {
            var word = raw.Substring(start, length);
            if (leaves.Take(word, "") is not { } leaf)
            {
                pending = pending < 0 ? start : pending;
                continue;
            }

            var isNumber = char.IsAsciiDigit(word[0]) || word[0] is '$' or '@' or '-' or '+' or '.';
            var from = isNumber && pending >= 0 && raw.AsSpan(pending, start - pending).IndexOfAny(";\n") < 0 ? pending : start;
            parts.Add(new(from, start + length - from, leaf.Path, leaf.Text));
            pending = -1;
            if (parts.Count == PartsMax)
            {
                break;
            }
        }

        return parts;
    }

    private static IEnumerable<(int Start, int Length)> Words(string raw)
    {
        for (var at = 0; at < raw.Length;)
        {
            if (Separators.Contains(raw[at], StringComparison.Ordinal))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < raw.Length && !Separators.Contains(raw[at], StringComparison.Ordinal))
            {
                at++;
            }

            yield return (start, at - start);
        }
    }
}
