namespace Signalbox.Strategies.Gates.Language;

internal enum GateTokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    End,
}

/// <param name="Text">The name or symbol, or the text without its quotes.</param>
/// <param name="Number">Of a number.</param>
internal readonly record struct GateToken(GateTokenKind Kind, string Text, decimal Number, GatePlace Place)
{
    public bool Is(string symbolOrWord) => Kind is GateTokenKind.Symbol or GateTokenKind.Name && Text == symbolOrWord;

    /// <summary>As an error message names it.</summary>
    public string Shown => Kind switch
    {
        GateTokenKind.End => "the end",
        GateTokenKind.Text => $"the text \"{Text}\"",
        _ => Text,
    };
}
