namespace Signalbox.Signals.Duplicates;

/// <summary>
/// Bodies seen a short while ago, to flag repeats that nothing tells from resends. A hint only: it is neither kept nor
/// shared, and forgets the oldest beyond its bound.
/// </summary>
public sealed class RecentBodies(TimeProvider clock, int bodiesMax = 10_000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Whether the same body came within the resend window; remembers this one.</summary>
    public bool SeenBefore(string scope, string digest)
    {
        var now = clock.GetUtcNow();
        var key = $"{scope}/{digest}";
        lock (gate)
        {
            var repeated = seen.TryGetValue(key, out var before) && now - before <= SignalKey.ResendWindow;
            if (seen.TryAdd(key, now))
            {
                order.Enqueue(key);
            }

            seen[key] = now;
            if (order.Count > bodiesMax)
            {
                seen.Remove(order.Dequeue());
            }

            return repeated;
        }
    }
}
