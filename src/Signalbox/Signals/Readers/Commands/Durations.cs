namespace Signalbox.Signals.Readers.Commands;

/// <summary>A time to wait: a number of seconds, or one with s, m, h or d.</summary>
internal static class Durations
{
    private const decimal SecondsMost = 604_800m;

    public static decimal? Seconds(string text)
    {
        if (!Amounts.TrySplit(text.Trim().Trim('(', ')'), out var number, out var unit) || number < 0)
        {
            return null;
        }

        var seconds = unit.ToUpperInvariant() switch
        {
            "" or "S" or "SEC" or "SECS" => number,
            "M" or "MIN" or "MINS" => number * 60m,
            "H" => number * 3_600m,
            "D" => number * 86_400m,
            _ => -1m,
        };
        return seconds is >= 0 and <= SecondsMost ? seconds : null;
    }
}
