using Signalbox.Monitoring.Records;
using Signalbox.Time;

namespace Signalbox.Server.Notifications;

/// <summary>Wakes the telling when incidents were kept here; those of other nodes are found by looking now and then.</summary>
internal sealed class Bell : IRecordObserver
{
    private TaskCompletionSource rung = New();

    public void Kept(IReadOnlyList<StreamRows> batch)
    {
        if (batch.Any(rows => rows.Rows.Any(row => row is IncidentRow)))
        {
            Ring();
        }
    }

    public void Ring() => Volatile.Read(ref rung).TrySetResult();

    /// <summary>Whoever waits looks afterwards: a ring between the two is of something that is seen then.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
    {
        await Volatile.Read(ref rung).Task.EndsWithinAsync(atMost, clock, cancel);
        Volatile.Write(ref rung, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
