namespace Signalbox.Venues.Connections;

/// <summary>
/// How far the venue's clock is from ours. Of the last answers the one that took the least time is believed: its time was
/// read closest to the middle of the way.
/// </summary>
public sealed class VenueClock
{
    private const int SamplesKept = 8;

    private readonly Lock measuring = new();
    private readonly Queue<(TimeSpan RoundTrip, TimeSpan Offset)> samples = new();
    private long offsetTicks;
    private long roundTripTicks;

    /// <summary>What to add to our time to get the venue's.</summary>
    public TimeSpan Offset => new(Volatile.Read(ref offsetTicks));

    /// <summary>The least time a question took lately.</summary>
    public TimeSpan RoundTrip => new(Volatile.Read(ref roundTripTicks));

    /// <summary>Our time as the venue's clock shows it.</summary>
    public DateTimeOffset Venue(DateTimeOffset ours) => ours + Offset;

    public void Observe(DateTimeOffset asked, DateTimeOffset answered, DateTimeOffset venue)
    {
        var roundTrip = answered - asked;
        if (roundTrip < TimeSpan.Zero)
        {
            // Our own clock was set back meanwhile; what was measured means nothing.
            return;
        }

        lock (measuring)
        {
            samples.Enqueue((roundTrip, venue - (asked + (roundTrip / 2))));
            if (samples.Count > SamplesKept)
            {
                samples.Dequeue();
            }

            var best = samples.MinBy(sample => sample.RoundTrip);
            Volatile.Write(ref offsetTicks, best.Offset.Ticks);
            Volatile.Write(ref roundTripTicks, best.RoundTrip.Ticks);
        }
    }

    /// <summary>The venue says that our time is wrong: what was measured so far no longer counts.</summary>
    public void Distrust()
    {
        lock (measuring)
        {
            samples.Clear();
        }
    }
}
