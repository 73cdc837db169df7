namespace Signalbox.Journal;

/// <summary>
/// Tells the committer that units caused by this one are about to be queued, so that one fsync can cover a signal and
/// every intent that is ready soon. It only ever saves time: a commit never waits longer than its bound.
/// </summary>
public sealed class Gathering
{
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int missing;

    public Gathering(int expected)
    {
        missing = expected;
        if (expected <= 0)
        {
            complete.SetResult();
        }
    }

    public Task Complete => complete.Task;

    public void Arrived()
    {
        if (Interlocked.Decrement(ref missing) == 0)
        {
            complete.TrySetResult();
        }
    }
}
