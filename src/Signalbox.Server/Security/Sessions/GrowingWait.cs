namespace Signalbox.Server.Security.Sessions;

/// <summary>Waits that double with every failure beyond those that are free. It never becomes a lock for good.</summary>
/// <param name="Free">Failures without any wait.</param>
/// <param name="First">The wait after the last free one.</param>
/// <param name="Max">No wait is longer.</param>
public sealed record GrowingWait(int Free, TimeSpan First, TimeSpan Max)
{
    // Beyond this the longest wait is reached with any first one worth its name.
    private const int DoublingsMax = 20;

    public TimeSpan After(long failures)
    {
        if (failures < Free)
        {
            return TimeSpan.Zero;
        }

        var wait = First * Math.Pow(2, Math.Min(failures - Free, DoublingsMax));
        return wait < Max ? wait : Max;
    }
}
