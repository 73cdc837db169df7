namespace Signalbox.Strategies.Gates.Language;

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Found">What stands there, where that is the point.</param>
/// <param name="Expected">What could stand there.</param>
/// <param name="Suggestion">What was probably meant.</param>
public sealed record GateError(int Line, int Column, string Message, string? Found = null, string? Expected = null, string? Suggestion = null)
{
    public override string ToString() =>
        $"Line {Line}, column {Column}: {Message}{(Suggestion is null ? "" : $" {Suggestion}")}";
}

/// <summary>Where something stands in the text. Two trees are equal wherever their parts stood.</summary>
public readonly record struct GatePlace(int Line, int Column)
{
    public bool Equals(GatePlace other) => true;

    public override int GetHashCode() => 0;

    public GateError Error(string message, string? found = null, string? expected = null, string? suggestion = null) =>
        new(Line, Column, message, found, expected, suggestion);
}
