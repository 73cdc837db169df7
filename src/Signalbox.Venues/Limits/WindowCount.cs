namespace Signalbox.Venues.Limits;

/// <summary>
/// What was taken from one window by one subject. A sliding window is counted in slices, and a slice leaves only when all of
/// it has left, so that neither a sliding nor a fixed window of the venue is ever exceeded, wherever that one begins.
/// </summary>
internal sealed class WindowCount(RateWindow window, long ticksPerSecond)
{
    private const int Slices = 32;

    // One slice more than the window has: the oldest may lie partly outside it and still counts.
    private readonly double[] slices = new double[Slices + 1];
    private readonly long sliceTicks = Math.Max(1, (long)((window.Length ?? TimeSpan.FromSeconds(1)).TotalSeconds * ticksPerSecond / Slices));
    private long current;
    private long decayedAt;
    private double used;

    public double Limit { get; set; } = window.Limit;

    public double Used(long now)
    {
        Forget(now);
        return used;
    }

    public void Take(double weight)
    {
        slices[current % slices.Length] += weight;
        used += weight;
    }

    /// <summary>Gives back what was taken a moment ago for a request that did not leave.</summary>
    public void Return(double weight)
    {
        ref var slice = ref slices[current % slices.Length];
        var back = Math.Min(weight, slice);
        slice -= back;
        used -= window.Length is null ? Math.Min(weight, used) : back;
    }

    /// <summary>How long until so much is used at most.</summary>
    public TimeSpan TimeUntil(double most, long now)
    {
        if (window.Length is null)
        {
            return window.DecayPerSecond > 0 ? TimeSpan.FromSeconds(Math.Max(0, used - most) / window.DecayPerSecond) : TimeSpan.MaxValue;
        }

        var left = used;
        for (var index = 1; index <= slices.Length; index++)
        {
            left -= slices[(current + index) % slices.Length];
            if (left <= most)
            {
                return TimeSpan.FromSeconds((double)(((current + index) * sliceTicks) - now) / ticksPerSecond);
            }
        }

        return window.Length.Value;
    }

    private void Forget(long now)
    {
        if (window.Length is null)
        {
            used = Math.Max(0, used - ((now - decayedAt) * window.DecayPerSecond / ticksPerSecond));
            decayedAt = now;
            return;
        }

        var slice = now / sliceTicks;
        if (slice - current > Slices)
        {
            Array.Clear(slices);
            used = 0;
            current = slice;
            return;
        }

        while (current < slice)
        {
            current++;
            used -= slices[current % slices.Length];
            slices[current % slices.Length] = 0;
        }

        if (used < 1e-9)
        {
            used = 0;
        }
    }
}
