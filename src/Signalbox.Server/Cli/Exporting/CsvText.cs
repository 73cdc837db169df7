using System.Buffers;
using System.Globalization;

namespace Signalbox.Server.Cli.Exporting;

/// <summary>Cells of a CSV file (RFC 4180).</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// A sender chooses some of these texts, and a spreadsheet runs what begins like a formula: such a text gets an
    /// apostrophe in front. Numbers are left as they are.
    /// </summary>
    public static string Cell(string? text)
    {
        var safe = text is null ? "" : IsFormula(text) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(NeedQuotes) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
