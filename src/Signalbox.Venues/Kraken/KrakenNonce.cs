using System.Globalization;

namespace Signalbox.Venues.Kraken;

/// <summary>
/// Numbers that only rise, as the venue wants them of a key: nanoseconds since 1970, so that they are above what any other
/// program has used the key with; and one more than the last where the clock stands or was set back.
/// </summary>
public sealed class KrakenNonce(TimeProvider clock)
{
    private const int NanosecondsPerTick = 100;

    private long last;

    public string Next()
    {
        var now = (clock.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick;
        long seen, next;
        do
        {
            seen = Volatile.Read(ref last);
            next = Math.Max(now, seen + 1);
        }
        while (Interlocked.CompareExchange(ref last, next, seen) != seen);

        return next.ToString(CultureInfo.InvariantCulture);
    }
}
