using System.Buffers;
using System.Text;

namespace Signalbox.Signals.Repairs;

/// <summary>A text after some repairs; whether it reads well then is for the parser to say.</summary>
internal readonly record struct JsonAttempt(ReadOnlyMemory<byte> Utf8, string[] Repairs);

/// <summary>
/// The repairs worth trying on JSON that does not parse, the mildest first. A repair that leads to well-formed JSON is
/// unambiguous enough: what was meant can hardly be another text with other quotes.
/// </summary>
internal static class JsonRepair
{
    private static readonly SearchValues<char> SmartQuotes = SearchValues.Create("“”„‟«»″＂");
    private static readonly SearchValues<char> UnusualBlanks = SearchValues.Create("\u00A0\u2007\u202F\u200B\u2028\u2029\uFEFF\f\v");

    public static IEnumerable<JsonAttempt> Attempts(ReadOnlyMemory<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8.Span);
        var steps = Steps(text);
        foreach (var step in steps)
        {
            var mended = step.Mend(text);
            if (mended != text)
            {
                yield return new(Encoding.UTF8.GetBytes(mended), [step.Repair]);
            }
        }

        var all = text;
        var done = new List<string>();
        foreach (var step in steps)
        {
            var mended = step.Mend(all);
            if (mended != all)
            {
                done.Add(step.Repair);
                all = mended;
            }
        }

        if (done.Count > 1)
        {
            yield return new(Encoding.UTF8.GetBytes(all), [.. done]);
        }
    }

    /// <summary>The repairs of single letters, for text that is no JSON. What ordinary quotes enclose is meant as it stands.</summary>
    public static (string Text, string[] Repairs) Letters(string text)
    {
        if (text.Contains('"', StringComparison.Ordinal))
        {
            return (text, []);
        }

        List<string> repairs = [];
        if (text.AsSpan().ContainsAny(UnusualBlanks))
        {
            repairs.Add(Repair.UnusualBlanks);
            text = Replace(text, UnusualBlanks, ' ');
        }

        if (text.AsSpan().ContainsAny(SmartQuotes))
        {
            repairs.Add(Repair.SmartQuotes);
            text = Replace(text, SmartQuotes, '"');
        }

        return (text, [.. repairs]);
    }

    private static List<(string Repair, Func<string, string> Mend)> Steps(string text)
    {
        List<(string Repair, Func<string, string> Mend)> steps = [];
        if (text.AsSpan().ContainsAny(UnusualBlanks))
        {
            steps.Add((Repair.UnusualBlanks, text => Replace(text, UnusualBlanks, ' ')));
        }

        if (text.AsSpan().ContainsAny(SmartQuotes))
        {
            steps.Add((Repair.SmartQuotes, text => Replace(text, SmartQuotes, '"')));
        }
        else if (!text.Contains('"', StringComparison.Ordinal))
        {
            // With a straight double quote anywhere, a single one may be an apostrophe.
            steps.Add((Repair.SingleQuotes, text => text.Replace('\'', '"').Replace('‘', '"').Replace('’', '"')));
        }

        steps.Add((Repair.TrailingComma, WithoutTrailingCommas));
        return steps;
    }

    private static string Replace(string text, SearchValues<char> letters, char by) => string.Create(text.Length, (text, letters, by), static (to, from) =>
    {
        from.text.CopyTo(to);
        // Onwards from each: a body of nothing but such letters must not be gone through once for every one.
        for (var at = to.IndexOfAny(from.letters); at >= 0; at = to.IndexOfAny(from.letters))
        {
            to[at] = from.by;
            to = to[(at + 1)..];
        }
    });

    /// <summary>Drops commas, outside texts, that only white space and a closing brace or the end follow.</summary>
    private static string WithoutTrailingCommas(string text)
    {
        var kept = new StringBuilder(text.Length);
        var inText = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (inText && letter == '\\' && at + 1 < text.Length)
            {
                kept.Append(letter).Append(text[++at]);
                continue;
            }

            inText ^= letter == '"';
            if (inText || letter != ',' || !IsTrailing(text.AsSpan(at + 1)))
            {
                kept.Append(letter);
            }
        }

        return kept.ToString();
    }

    private static bool IsTrailing(ReadOnlySpan<char> after)
    {
        var rest = after.TrimStart(" \t\r\n");
        return rest.IsEmpty || rest[0] is '}' or ']';
    }
}
