namespace Signalbox.Signals.Repairs;

/// <summary>What is mended in a body, kept with the signal as these codes.</summary>
public static class Repair
{
    /// <summary>Bytes before the text that only say it is UTF-8.</summary>
    public const string ByteOrderMark = "byte-order-mark";

    /// <summary>One pair of quotes around the whole body.</summary>
    public const string WrappingQuotes = "wrapping-quotes";

    /// <summary>Typographic quotes in place of straight ones.</summary>
    public const string SmartQuotes = "smart-quotes";

    /// <summary>JSON written with single quotes throughout.</summary>
    public const string SingleQuotes = "single-quotes";

    /// <summary>A comma with nothing after it.</summary>
    public const string TrailingComma = "trailing-comma";

    /// <summary>Blanks that are no JSON white space.</summary>
    public const string UnusualBlanks = "unusual-blanks";

    /// <summary>A field stands twice; the last one counts.</summary>
    public const string RepeatedField = "repeated-field";
}
