using Signalbox.Time;

namespace Signalbox.Journal;

/// <summary>
/// Tells the committer that units caused by this one are about to be queued, so that one fsync can cover a signal and
/// every intent that is ready soon. It only ever saves time: a commit never waits longer than its bound.
/// </summary>
public sealed class Gathering(int expected)
{
    private int missing = expected;
    private WakeUp? waiting;

    public bool IsComplete => Volatile.Read(ref missing) <= 0;

    public void Arrived()
    {
        if (Interlocked.Decrement(ref missing) == 0)
        {
            Volatile.Read(ref waiting)?.Wake();
        }
    }

    /// <summary>Wakes the one who waits for it, now or when it is complete.</summary>
    internal void Tell(WakeUp waker)
    {
        Volatile.Write(ref waiting, waker);
        Interlocked.MemoryBarrier();
        if (IsComplete)
        {
            waker.Wake();
        }
    }
}
