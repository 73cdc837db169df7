using System.Text.RegularExpressions;

namespace Signalbox.Signals;

/// <summary>What a chart sends in the place of a number it does not have.</summary>
internal static partial class NotANumber
{
    /// <summary>The word, where the text is nothing else; null where it is another.</summary>
    public static string? Of(string text) => Whole.Match(text) is { Success: true } found ? found.Groups["word"].Value : null;

    /// <summary>The word, where it stands without quotes as a value of JSON.</summary>
    public static string? In(string text) => Value.Match(text) is { Success: true } found ? found.Groups["word"].Value : null;

    public static string Explained(string word) =>
        $"{word} stands where a number should: the chart had no value for it when the alert was sent. Send the field only where it has a value, or choose a plot that always has one.";

    [GeneratedRegex(@"^\s*(?<word>[+-]?(?:NaN|Infinity)|na)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"[:,\[]\s*(?<word>[+-]?(?:NaN|Infinity)|na)\s*(?=[,}\]])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Value { get; }
}
