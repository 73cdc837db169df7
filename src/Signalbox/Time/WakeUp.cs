using System.Threading.Tasks.Sources;

namespace Signalbox.Time;

/// <summary>
/// Lets one reader sleep until somebody wakes it; waking one that is awake makes its next sleep end at once.
/// </summary>
/// <param name="onWaker">
/// The reader goes on on the waker's thread, inside its call: for readers whose step is short, because moving to another
/// thread costs more than the step. A cancelled reader always goes on elsewhere.
/// </param>
public sealed class WakeUp(bool onWaker) : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> sleep;
    private bool isAsleep;
    private bool isWanted;

    public void Wake()
    {
        if (EndsSleep(remember: true))
        {
            sleep.RunContinuationsAsynchronously = !onWaker;
            sleep.SetResult(true);
        }
    }

    public async ValueTask SleepAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var slept = Sleep();
        if (!slept.IsCompletedSuccessfully)
        {
            await using var cancelled = cancel.UnsafeRegister(static state => ((WakeUp)state!).GiveUp(), this);
            await slept;
            cancel.ThrowIfCancellationRequested();
        }
    }

    void IValueTaskSource.GetResult(short token) => sleep.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => sleep.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        sleep.OnCompleted(continuation, state, token, flags);

    private ValueTask Sleep()
    {
        lock (gate)
        {
            if (isWanted)
            {
                isWanted = false;
                return ValueTask.CompletedTask;
            }

            sleep.Reset();
            isAsleep = true;
            return new(this, sleep.Version);
        }
    }

    private void GiveUp()
    {
        if (EndsSleep(remember: false))
        {
            sleep.RunContinuationsAsynchronously = true;
            sleep.SetResult(true);
        }
    }

    private bool EndsSleep(bool remember)
    {
        lock (gate)
        {
            var ends = isAsleep;
            isAsleep = false;
            isWanted |= remember && !ends;
            return ends;
        }
    }
}
