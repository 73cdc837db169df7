namespace Signalbox.Server.Security.Webhooks;

/// <summary>
/// Counts the requests of one webhook. The rate per second is a bucket that fills again; the minute and the hour hold for any
/// such span, not for those of the clock on the wall. Memory is bounded by the limits themselves.
/// </summary>
internal sealed class RequestRate(RequestLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly LastTimes? minute = limits.PerMinute is { } count ? new(count, TimeSpan.FromMinutes(1)) : null;
    private readonly LastTimes? hour = limits.PerHour is { } count ? new(count, TimeSpan.FromHours(1)) : null;
    private readonly long began = clock.GetTimestamp();
    private double tokens = limits.Burst;
    private TimeSpan filledAt;

    public RequestLimits Limits => limits;

    /// <summary>Null: taken. Else how long to wait.</summary>
    public TimeSpan? Take()
    {
        lock (gate)
        {
            var now = clock.GetElapsedTime(began);
            tokens = Math.Min(limits.Burst, tokens + ((now - filledAt).TotalSeconds * limits.PerSecond));
            filledAt = now;
            var wait = Longest(tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - tokens) / limits.PerSecond), minute?.Wait(now), hour?.Wait(now));
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            tokens--;
            minute?.Note(now);
            hour?.Note(now);
            return null;
        }
    }

    private static TimeSpan Longest(TimeSpan bucket, TimeSpan? minute, TimeSpan? hour) =>
        new(Math.Max(bucket.Ticks, Math.Max(minute?.Ticks ?? 0, hour?.Ticks ?? 0)));

    /// <summary>The times of the last requests: the oldest of as many as are allowed says whether another one is.</summary>
    private sealed class LastTimes(int count, TimeSpan span)
    {
        private readonly List<TimeSpan> times = [];
        private int oldest;

        public TimeSpan? Wait(TimeSpan now) => times.Count < count ? null : times[oldest] + span - now;

        public void Note(TimeSpan now)
        {
            if (times.Count < count)
            {
                times.Add(now);
                return;
            }

            times[oldest] = now;
            oldest = (oldest + 1) % count;
        }
    }
}
