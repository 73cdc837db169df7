namespace Signalbox.Sandbox.Kraken;

/// <summary>Counters that fall with time, as the venue counts.</summary>
internal sealed class KrakenMeter(TimeProvider clock)
{
    private readonly Lock counting = new();
    private readonly Dictionary<string, (double Count, DateTimeOffset At)> counters = new(StringComparer.Ordinal);

    /// <summary>False when there is no room for it; then nothing is counted.</summary>
    public bool Take(string subject, double cost, double most, double perSecond)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            var count = CountNeedsLock(subject, perSecond, now);
            if (count + cost > most)
            {
                return false;
            }

            counters[subject] = (count + cost, now);
            return true;
        }
    }

    /// <summary>Counts what is never refused.</summary>
    public void Charge(string subject, double cost, double perSecond) => Take(subject, cost, double.MaxValue, perSecond);

    private double CountNeedsLock(string subject, double perSecond, DateTimeOffset now) =>
        counters.TryGetValue(subject, out var last) ? Math.Max(0, last.Count - ((now - last.At).TotalSeconds * perSecond)) : 0;
}
