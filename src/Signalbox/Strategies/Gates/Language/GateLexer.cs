using System.Globalization;
using System.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>Cuts an expression into words, numbers, texts and symbols.</summary>
internal sealed class GateLexer(string text)
{
    private static readonly string[] Symbols = ["??", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", "."];

    /// <summary>What people bring from other languages.</summary>
    private static readonly (string Foreign, string Ours)[] Foreign =
        [("&&", "and"), ("||", "or"), ("<>", "!="), ("=", "=="), ("!", "not"), ("&", "and"), ("|", "or"), ("?", "if(condition, then, else)")];

    private readonly List<GateToken> tokens = [];
    private int at;
    private int line = 1;
    private int lineStart;

    public static (IReadOnlyList<GateToken> Tokens, GateError? Error) Read(string text)
    {
        var lexer = new GateLexer(text);
        return (lexer.tokens, lexer.ReadAll());
    }

    private GatePlace Place => new(line, at - lineStart + 1);

    private GateError? ReadAll()
    {
        while (SkipSpace())
        {
            if (ReadOne() is { } error)
            {
                return error;
            }
        }

        tokens.Add(new(GateTokenKind.End, "", 0m, Place));
        return null;
    }

    /// <summary>False at the end.</summary>
    private bool SkipSpace()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
        {
            if (text[at++] == '\n')
            {
                line++;
                lineStart = at;
            }
        }

        return at < text.Length;
    }

    private GateError? ReadOne()
    {
        var first = text[at];
        return char.IsAsciiLetter(first) || first == '_' ? ReadName()
            : char.IsAsciiDigit(first) ? ReadNumber()
            : first is '"' or '\'' ? ReadText(first)
            : ReadSymbol();
    }

    private GateError? ReadName()
    {
        var (place, start) = (Place, at);
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        tokens.Add(new(GateTokenKind.Name, text[start..at], 0m, place));
        return null;
    }

    private GateError? ReadNumber()
    {
        var (place, start) = (Place, at);
        SkipDigits();
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            SkipDigits();
        }

        var digits = text[start..at];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return place.Error($"{digits} is too large a number.", digits, "a number of at most 28 digits");
        }

        tokens.Add(new(GateTokenKind.Number, digits, number, place));
        return null;
    }

    private void SkipDigits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }

    private GateError? ReadText(char quote)
    {
        var place = Place;
        var read = new StringBuilder();
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] is '\n' or '\r')
            {
                break;
            }

            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\\' or '"' or '\'')
            {
                at++;
            }

            read.Append(text[at]);
        }

        if (at >= text.Length || text[at] != quote)
        {
            return place.Error("A text that begins here does not end on its line.", quote.ToString(), $"a closing {quote}");
        }

        at++;
        tokens.Add(new(GateTokenKind.Text, read.ToString(), 0m, place));
        return null;
    }

    private GateError? ReadSymbol()
    {
        var place = Place;
        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal) && !(symbol == "<" && At("<>")))
            {
                at += symbol.Length;
                tokens.Add(new(GateTokenKind.Symbol, symbol, 0m, place));
                return null;
            }
        }

        var ours = Array.Find(Foreign, each => At(each.Foreign));
        return ours.Foreign is null
            ? place.Error($"The character {text[at]} has no meaning here.", text[at].ToString(), "a value or an operator")
            : place.Error($"{ours.Foreign} is not part of this language.", ours.Foreign, "an operator", $"Write {ours.Ours}.");
    }

    private bool At(string symbol) => text.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal);
}
