namespace Signalbox.Signals.Readers.PlainText;

/// <summary>Where a text stops making sense, what stands there and what would.</summary>
/// <param name="At">The place in the text.</param>
/// <param name="Found">The word there; null at the end of the order.</param>
/// <param name="Expected">What may stand there instead.</param>
/// <param name="Hint">What was probably meant.</param>
internal sealed record SyntaxFault(int At, string? Found, string Expected, string? Hint = null)
{
    public const string Code = "syntax-error";

    private const int FoundLengthMax = 40;

    public Refusal ToRefusal(ReadOnlySpan<char> text)
    {
        var before = text[..Math.Min(At, text.Length)];
        var line = before.Count('\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        var found = Found is null ? "the end of the order" : Found.Length <= FoundLengthMax ? $"'{Found}'" : $"'{Found[..FoundLengthMax]}…'";
        return new(Code, $"Line {line}, column {column}: found {found}, expected {Expected}.{(Hint is null ? "" : $" {Hint}")}", $"{line}:{column}");
    }
}
