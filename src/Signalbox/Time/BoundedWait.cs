namespace Signalbox.Time;

/// <summary>
/// Waiting with a limit. The framework's own combinators move to the thread pool on the way; this one comes back where it
/// was called from, so that a simulation on one thread stays on it.
/// </summary>
public static class BoundedWait
{
    /// <summary>True when the task ended in time, however it ended; false when the limit was reached first.</summary>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan limit, TimeProvider clock, CancellationToken cancel)
    {
        if (task.IsCompleted)
        {
            return true;
        }

        var over = new TaskCompletionSource();
        _ = ForwardAsync(task, over);
        await using var timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), over, limit, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancel.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over);
        await over.Task;
        cancel.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }

    private static async Task ForwardAsync(Task task, TaskCompletionSource over)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
            // How it ended is for the caller to look at; here only that it did.
        }

        over.TrySetResult();
    }
}
