using Signalbox.Time;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>
/// Tells that something was written to the administration stream: from then on somebody may be allowed less than before.
/// Whoever waits for it is one reader.
/// </summary>
internal sealed class AdministrationNews
{
    private readonly WakeUp wake = new(onWaker: false);
    private long writes;

    /// <summary>How often something was written since the start. It has risen before the writer is told that it is done.</summary>
    public long Writes => Volatile.Read(ref writes);

    public void Tell()
    {
        Interlocked.Increment(ref writes);
        Wake();
    }

    /// <summary>Lets the reader look, though nothing is known to have been written here.</summary>
    public void Wake() => wake.Wake();

    public ValueTask NextAsync(CancellationToken cancel) => wake.SleepAsync(cancel);
}
