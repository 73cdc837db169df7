namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>The system's clock and timers, some time ahead: what waits for an answer waits in earnest, and months pass at once.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long shift;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref shift));

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);
}
