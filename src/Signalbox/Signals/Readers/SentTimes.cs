using System.Globalization;

namespace Signalbox.Signals.Readers;

/// <summary>The time a sender writes into a signal: ISO 8601, or seconds or milliseconds since 1970.</summary>
internal static class SentTimes
{
    // Ten digits are seconds and thirteen milliseconds from 2001 to 2286: neither can be taken for the other.
    private const long SecondsLeast = 1_000_000_000;
    private const long SecondsMost = 9_999_999_999;

    public static bool TryRead(string text, out DateTimeOffset time)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            time = number <= SecondsMost ? DateTimeOffset.FromUnixTimeSeconds(number)
                : number <= SecondsMost * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                : default;
            return number is >= SecondsLeast and <= SecondsMost or >= SecondsLeast * 1000 and <= SecondsMost * 1000;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
