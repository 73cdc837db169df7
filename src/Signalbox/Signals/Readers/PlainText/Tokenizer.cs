using System.Text;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>
/// Cuts a text into words. A line is an order; a semicolon ends one too. A line that is indented deeper than the first, or
/// that begins with an ampersand, belongs to the line before. A hash sign begins a comment.
/// </summary>
internal ref struct Tokenizer
{
    private readonly ReadOnlySpan<char> text;
    private readonly int indentation;
    private int at;

    public Tokenizer(ReadOnlySpan<char> text)
    {
        this.text = text;
        at = NextLineWithWords(0, out indentation);
    }

    public Token Next()
    {
        while (true)
        {
            SkipBlanks();
            if (at >= text.Length)
            {
                return new(TokenKind.EndOfText, text.Length, 0);
            }

            switch (text[at])
            {
                case '\r' or '\n':
                    var lineEnd = at;
                    at = NextLineWithWords(at, out var indented);
                    if (at < text.Length && indented <= indentation && text[at] != '&')
                    {
                        return new(TokenKind.EndOfOrder, lineEnd, 0);
                    }

                    break;
                case ';':
                    return new(TokenKind.EndOfOrder, at++, 0);
                case '&':
                    at++;
                    SkipContinuedLine();
                    break;
                case '#':
                    SkipComment();
                    break;
                case '"':
                    return Quoted();
                default:
                    return Word();
            }
        }
    }

    /// <summary>The JSON object that begins here, whole; a length of zero where none does.</summary>
    public Token JsonObject()
    {
        SkipBlanks();
        var start = at;
        if (at < text.Length && text[at] == '{')
        {
            at += JsonEnd(text[at..]);
        }

        return new(TokenKind.Word, start, at - start);
    }

    /// <summary>A quoted word without its quotes and escapes.</summary>
    public static string Unquote(ReadOnlySpan<char> quoted)
    {
        var inner = quoted.Length >= 2 && quoted[^1] == '"' ? quoted[1..^1] : quoted[1..];
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }

        var text = new StringBuilder(inner.Length);
        for (var index = 0; index < inner.Length; index++)
        {
            var isEscaped = inner[index] == '\\' && index + 1 < inner.Length;
            index += isEscaped ? 1 : 0;
            text.Append(isEscaped && inner[index] == 'n' ? '\n' : isEscaped && inner[index] == 'r' ? '\r' : inner[index]);
        }

        return text.ToString();
    }

    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"";

    private void SkipBlanks()
    {
        while (at < text.Length && (text[at] is ' ' or '\t' || (text[at] == ',' && IsBlankAt(at + 1)) || (text[at] > 127 && char.IsWhiteSpace(text[at]))))
        {
            at++;
        }
    }

    private readonly bool IsBlankAt(int index) => index >= text.Length || char.IsWhiteSpace(text[index]);

    private void SkipComment()
    {
        var rest = text[at..].IndexOfAny('\r', '\n');
        at = rest < 0 ? text.Length : at + rest;
    }

    /// <summary>An ampersand at the end of a line goes on with the next one.</summary>
    private void SkipContinuedLine()
    {
        SkipBlanks();
        if (at < text.Length && text[at] is '\r' or '\n')
        {
            at = NextLineWithWords(at, out _);
        }
    }

    /// <summary>Where the first word stands from here on, behind empty lines and comments, and how far its line is indented.</summary>
    private readonly int NextLineWithWords(int from, out int indented)
    {
        var index = from;
        indented = 0;
        while (index < text.Length)
        {
            switch (text[index])
            {
                case '\r' or '\n':
                    indented = 0;
                    index++;
                    break;
                case ' ' or '\t':
                    indented++;
                    index++;
                    break;
                case '#':
                    var rest = text[index..].IndexOfAny('\r', '\n');
                    index = rest < 0 ? text.Length : index + rest;
                    break;
                default:
                    return index;
            }
        }

        return index;
    }

    private Token Word()
    {
        var start = at;
        while (at < text.Length && text[at] is not (';' or ' ' or '\t' or '\r' or '\n') && !(text[at] == ',' && IsBlankAt(at + 1)) && !(text[at] > 127 && char.IsWhiteSpace(text[at])))
        {
            at++;
        }

        return new(TokenKind.Word, start, at - start);
    }

    private Token Quoted()
    {
        var start = at++;
        while (at < text.Length && text[at] is not ('"' or '\n'))
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 2 : 1;
        }

        at = Math.Min(at + 1, text.Length);
        return new(TokenKind.Quoted, start, at - start);
    }

    private static int JsonEnd(ReadOnlySpan<char> json)
    {
        var depth = 0;
        var inText = false;
        for (var index = 0; index < json.Length; index++)
        {
            if (inText && json[index] == '\\')
            {
                index++;
                continue;
            }

            inText ^= json[index] == '"';
            depth += inText ? 0 : json[index] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return index + 1;
            }
        }

        return json.Length;
    }
}
