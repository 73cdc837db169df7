using Signalbox.Text;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>Spans of time in seconds: <c>60</c>, <c>60s</c>, <c>250ms</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class DurationText
{
    public static decimal? TryRead(ReadOnlySpan<char> word)
    {
        var perUnit = word switch
        {
            [.., 'm' or 'M', 's' or 'S'] => 0.001m,
            [.., 'm' or 'M'] => 60m,
            [.., 'h' or 'H'] => 3600m,
            _ => 1m,
        };
        var number = perUnit == 0.001m ? word[..^2] : word.Length - word.TrimEnd("sSmMhH").Length <= 1 ? word.TrimEnd("sSmMhH") : word;
        return Decimals.TryParse(number, out var value) && value is >= 0 and <= 1_000_000_000m ? value * perUnit : null;
    }

    public static string Write(decimal seconds) => $"{Decimals.Canonical(seconds)}s";
}
