namespace Signalbox.Time;

/// <summary>
/// The machine's time without its jumps. Evidence is counted in seconds since a request could last leave; a wall clock that is
/// set forward in between would prove an order absent that is still on its way. Between two looks this clock runs by the
/// monotonic one, and follows the wall clock slowly.
/// </summary>
public sealed class SteadyClock : TimeProvider
{
    /// <summary>How much of the time that passes is used to catch up with the wall clock.</summary>
    private const double FollowRate = 0.01;

    /// <summary>A clock that was this wrong is being set for the first time: nobody trades by it yet.</summary>
    private static readonly TimeSpan AdoptBeyond = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly TimeProvider machine;
    private volatile Anchor anchor;

    public SteadyClock(TimeProvider machine)
    {
        this.machine = machine;
        anchor = new(machine.GetTimestamp(), machine.GetUtcNow());
    }

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        var from = anchor;
        var passed = machine.GetElapsedTime(from.Timestamp);
        return passed < LookEvery ? from.At + passed : Follow();
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    private DateTimeOffset Follow()
    {
        lock (gate)
        {
            var from = anchor;
            var timestamp = machine.GetTimestamp();
            var passed = machine.GetElapsedTime(from.Timestamp, timestamp);
            var steady = from.At + passed;
            var behind = machine.GetUtcNow() - steady;
            var most = passed * FollowRate;
            var step = behind.Duration() > AdoptBeyond ? behind : behind > most ? most : behind < -most ? -most : behind;
            anchor = new(timestamp, steady + step);
            return steady + step;
        }
    }

    private sealed record Anchor(long Timestamp, DateTimeOffset At);
}
