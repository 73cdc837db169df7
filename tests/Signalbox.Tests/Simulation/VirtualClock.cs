namespace Signalbox.Tests.Simulation;

/// <summary>
/// The world's time as one process sees it: its wall clock may be wrong and may jump, its timers and its monotonic clock do
/// not. Timers of a killed process never fire; those of one that stands still fire when it goes on.
/// </summary>
internal sealed class VirtualClock(VirtualWorld world, VirtualNode node) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now + node.ClockError;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(world, node, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class VirtualTimer(VirtualWorld world, VirtualNode node, Action fire) : ITimer
    {
        private int setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var current = ++setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                world.After(dueTime, () => Elapse(current, period));
            }

            return true;
        }

        public void Dispose() => setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Elapse(int scheduled, TimeSpan period)
        {
            if (scheduled != setting || !node.IsAlive)
            {
                return;
            }

            if (node.IsStalled)
            {
                node.OnceItGoesOn(() => Elapse(scheduled, period));
                return;
            }

            fire();
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }
        }
    }
}
