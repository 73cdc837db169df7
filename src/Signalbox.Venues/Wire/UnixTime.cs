using System.Globalization;

namespace Signalbox.Venues.Wire;

/// <summary>Times as venues write them; what no time can be is the beginning of time, never an exception.</summary>
public static class UnixTime
{
    private const long MillisecondsMax = 253_402_300_799_999;

    public static DateTimeOffset FromMilliseconds(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, MillisecondsMax));

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(microseconds, 0, MillisecondsMax * 1_000) * 10);

    public static DateTimeOffset FromNanoseconds(long nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.Max(0, nanoseconds) / 100);

    public static DateTimeOffset FromSeconds(decimal seconds) =>
        FromMicroseconds((long)(Math.Clamp(seconds, 0m, MillisecondsMax / 1_000m) * 1_000_000m));

    public static DateTimeOffset FromText(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : DateTimeOffset.UnixEpoch;

    public static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
