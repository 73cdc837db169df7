using System.ComponentModel;

namespace Signalbox.Server.Guidance;

/// <summary>A piece of a body and what it said.</summary>
public sealed record TextPartDocument(
    [property: Description("Where it begins, in UTF-16 units of the body.")] int Start,
    int Length,
    [property: Description("What it set in the canonical signal, such as size.quantity; absent where nobody knows the field and nothing acts upon it.")] string? Field,
    [property: Description("The value it set.")] string? Value);

/// <summary>A place in a body, both from 1.</summary>
public sealed record TextPlaceDocument(int Line, int Column);
