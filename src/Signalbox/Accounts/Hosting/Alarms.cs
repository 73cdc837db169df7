namespace Signalbox.Accounts.Hosting;

/// <summary>
/// What an account wants to be reminded of. One timer serves all of them: most are set for a time that never matters, and
/// a timer of the process for each would be walked through by everybody else's.
/// </summary>
internal sealed class Alarms : IDisposable
{
    /// <summary>A timer takes no more than some weeks; one that fires early only has to be set again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly PriorityQueue<TimerKey, (long Due, long Order)> waiting = new();
    private readonly TimeProvider clock;
    private readonly Action<TimerKey> ring;
    private readonly ITimer timer;
    private long order;
    private bool ended;

    public Alarms(TimeProvider clock, Action<TimerKey> ring)
    {
        this.clock = clock;
        this.ring = ring;
        timer = clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set(TimerKey key, DateTimeOffset due)
    {
        var left = due - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            ring(key);
            return;
        }

        lock (gate)
        {
            // By the monotonic clock from here: setting the machine's time moves no alarm.
            var at = clock.GetTimestamp() + (long)(left.TotalSeconds * clock.TimestampFrequency);
            var isFirst = !waiting.TryPeek(out _, out var first) || at < first.Due;
            waiting.Enqueue(key, (at, order++));
            if (isFirst && !ended)
            {
                Wait(left);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            timer.Dispose();
        }
    }

    /// <summary>Rounded up: timers count in milliseconds.</summary>
    private void Wait(TimeSpan left) =>
        timer.Change(left < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestWait, Timeout.InfiniteTimeSpan);

    private void Ring()
    {
        foreach (var key in TakeDue())
        {
            ring(key);
        }
    }

    private List<TimerKey> TakeDue()
    {
        var due = new List<TimerKey>();
        lock (gate)
        {
            while (!ended && waiting.TryPeek(out var key, out var first))
            {
                var left = clock.GetElapsedTime(clock.GetTimestamp(), first.Due);
                if (left > TimeSpan.Zero)
                {
                    Wait(left);
                    break;
                }

                due.Add(key);
                waiting.Dequeue();
            }
        }

        return due;
    }
}
