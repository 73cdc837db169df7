using System.Diagnostics;

namespace Signalbox.Sandbox;

/// <summary>When order requests arrived, on the machine's monotonic clock, for whoever measures the way here.</summary>
public sealed class Arrivals(int max)
{
    private readonly Lock noting = new();
    private readonly Queue<Arrival> noted = new();

    public void Note(string? clientId, long ticks)
    {
        lock (noting)
        {
            noted.Enqueue(new(clientId, ticks));
            if (noted.Count > max)
            {
                noted.Dequeue();
            }
        }
    }

    /// <summary>All since the last time, oldest first.</summary>
    public ArrivalList Take()
    {
        lock (noting)
        {
            Arrival[] taken = [.. noted];
            noted.Clear();
            return new(Stopwatch.Frequency, taken);
        }
    }
}

/// <param name="Ticks">As <see cref="Stopwatch.GetTimestamp"/> counts them.</param>
public sealed record Arrival(string? ClientId, long Ticks);

/// <param name="Frequency">Ticks a second.</param>
public sealed record ArrivalList(long Frequency, IReadOnlyList<Arrival> Arrivals);
