using Signalbox.Signals.Readers.Commands;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>A command of a block: its name in small letters, and its arguments.</summary>
internal sealed record AlertatronCommand(string Name, CommandFields Fields);

internal static class AlertatronScript
{
    /// <summary>The name a value without one is given.</summary>
    public const string Unnamed = "value";

    private const string LineStart = "order";

    public static List<AlertatronCommand> Commands(string body) =>
        [.. Split(body, ';').SelectMany(part => Split(part, '\n')).Select(text => text.Trim()).Where(text => text.Length > 0 && !text.StartsWith('#')).Select(Command)];

    // type=market,side=buy,amount=1 is written without a name: the type is its command.
    private static AlertatronCommand Command(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? LineStart : text[..open].Trim().ToLowerInvariant();
        var inside = open < 0 ? text : text[(open + 1)..].TrimEnd().TrimEnd(')');
        var fields = new CommandFields(Split(inside, ',').Select(part => part.Trim()).Where(part => part.Length > 0).Select(Pair));
        return name == LineStart ? new((fields.Text("type") ?? "").ToLowerInvariant(), fields) : new(name, fields);
    }

    private static (string Name, string Value) Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? (text[..equals].Trim(), text[(equals + 1)..].Trim()) : (Unnamed, text);
    }

    /// <summary>Splits outside parentheses and quotes.</summary>
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (start, depth, quote) = (0, 0, '\0');
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter == separator && depth == 0)
            {
                parts.Add(text[start..at]);
                start = at + 1;
            }
            else
            {
                depth = Math.Max(0, depth + letter switch { '(' => 1, ')' => -1, _ => 0 });
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
