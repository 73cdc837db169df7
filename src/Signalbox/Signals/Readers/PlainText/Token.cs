namespace Signalbox.Signals.Readers.PlainText;

internal enum TokenKind
{
    Word,

    /// <summary>Between double quotes: never a keyword.</summary>
    Quoted,

    /// <summary>The order is over; another may follow.</summary>
    EndOfOrder,
    EndOfText,
}

/// <summary>A word of the text, by its place in it.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public bool IsEnd => Kind is TokenKind.EndOfOrder or TokenKind.EndOfText;
}
