namespace Signalbox.Venues.Wire;

/// <summary>
/// How long to wait before the next attempt: longer each time, up to a bound, spread so that many clients do not come at
/// once. Only a connection that held for a while makes it start over.
/// </summary>
public sealed class Backoff(TimeSpan first, TimeSpan longest, TimeSpan heldLongEnough, int seed)
{
    private readonly Random spread = new(seed);
    private int attempts;

    public TimeSpan Next()
    {
        var full = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(attempts++, 30)), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (spread.NextDouble() / 2)));
    }

    public void Held(TimeSpan time)
    {
        if (time >= heldLongEnough)
        {
            attempts = 0;
        }
    }
}
