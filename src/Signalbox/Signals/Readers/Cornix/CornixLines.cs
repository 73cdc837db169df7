using System.Text.RegularExpressions;

namespace Signalbox.Signals.Readers.Cornix;

/// <summary>The lines of a posted signal sorted by what they are about. A line of numbers alone belongs to the heading above it.</summary>
internal sealed partial class CornixLines
{
    private const int LinesMax = 100;

    private readonly List<string> entries = [];
    private readonly List<string> targets = [];
    private readonly List<string> stops = [];

    private CornixLines()
    {
    }

    public IReadOnlyList<string> Entries => entries;

    public IReadOnlyList<string> Targets => targets;

    public IReadOnlyList<string> Stops => stops;

    public bool HasEntry => entries.Count > 0;

    public bool HasTargets => targets.Count > 0;

    public bool HasStop => stops.Count > 0;

    /// <summary>Null where the text does not name the side.</summary>
    public bool? IsLong { get; private set; }

    /// <summary>Enter above, enter below: only once the price is there.</summary>
    public bool IsBreakout { get; private set; }

    public bool IsZone { get; private set; }

    public bool IsMarket { get; private set; }

    public static CornixLines Of(string text)
    {
        var lines = new CornixLines { IsLong = Long.IsMatch(text) == Short.IsMatch(text) ? null : Long.IsMatch(text) };
        List<string>? heading = null;
        foreach (var written in Joint.Replace(text, "\n").Split('\n', LinesMax, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // How stops and targets move is told to the end of the line, and the numbers in it are no prices.
            var line = Moving.Replace(written, "").TrimEnd();
            if (line.Length == 0)
            {
                heading = null;
                continue;
            }

            var owner = lines.OwnerOf(line);
            if (owner is null && !Numbers.IsMatch(line))
            {
                // Another heading, such as the leverage: its numbers are nobody's prices.
                heading = Heading.IsMatch(line) ? null : heading;
                continue;
            }

            heading = owner ?? heading;
            heading?.Add(line);
        }

        return lines;
    }

    private List<string>? OwnerOf(string line)
    {
        if (Stop.IsMatch(line))
        {
            return stops;
        }

        // "Entry targets" is a heading of entries.
        var (target, entry) = (Target.Match(line), Entry.Match(line));
        if (target.Success && (!entry.Success || target.Index < entry.Index))
        {
            return targets;
        }

        if (!entry.Success)
        {
            return null;
        }

        IsBreakout |= Breakout.IsMatch(line);
        IsZone |= Zone.IsMatch(line);
        IsMarket |= Market.IsMatch(line);
        return entries;
    }

    [GeneratedRegex(@"\b(?:buy|entry|entries|enter)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Entry { get; }

    [GeneratedRegex(@"\b(?:sell|targets?|tp\d{0,2}|take[\s-]?profits?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Target { get; }

    [GeneratedRegex(@"\b(?:stop|stoploss|stop[\s-]loss|stop\s+targets?|sl)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stop { get; }

    [GeneratedRegex(@"\b(?:break[\s-]?even|trigger\s*:\s*(?:target|percent)|moving\s+target|trailing\s+configuration)\b.*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Moving { get; }

    [GeneratedRegex(@"\b(?:long|bullish)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Long { get; }

    [GeneratedRegex(@"\b(?:short|bearish)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Short { get; }

    [GeneratedRegex(@"\b(?:above|below|breakout)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breakout { get; }

    [GeneratedRegex(@"\b(?:zone|range|between)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zone { get; }

    [GeneratedRegex(@"\b(?:market|now|cmp)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Market { get; }

    /// <summary>Nothing but prices, counted or not: <c>1) 10000</c>, <c>10100 - 10200</c>.</summary>
    [GeneratedRegex(@"^(?:\d{1,2}\s?[).:\-]\s+)?[$]?\d[\d.,\s\-–$%]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers { get; }

    /// <summary>Where one line holds several parts: after a price, before the word of the next part.</summary>
    [GeneratedRegex(@"(?<=\d)[ \t,;|]+(?=(?:buy|entry|enter|sell|targets?|tp\d{0,2}|take|stop|sl|leverage|lev|amount|risk)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joint { get; }

    [GeneratedRegex(@"[\p{L}]", RegexOptions.CultureInvariant)]
    private static partial Regex Heading { get; }
}
