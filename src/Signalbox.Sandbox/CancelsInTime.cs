using System.Collections.Concurrent;

namespace Signalbox.Sandbox;

/// <summary>Cancels every order of an account at a time that was not put off: what venues offer against clients that have gone silent.</summary>
internal sealed class CancelsInTime
{
    private readonly SandboxFloor floor;
    private readonly ConcurrentDictionary<SandboxAccount, DateTimeOffset> due = [];

    public CancelsInTime(SandboxFloor floor)
    {
        this.floor = floor;
        _ = floor.Watch(_ => CancelDue());
    }

    /// <param name="at">Null puts it off for good.</param>
    public void Set(SandboxAccount account, DateTimeOffset? at)
    {
        if (at is { } time) due[account] = time;
        else due.TryRemove(account, out _);
    }

    private void CancelDue()
    {
        foreach (var (account, at) in due)
        {
            if (at <= floor.Now && due.TryRemove(new(account, at)))
            {
                account.Trading.OpenOrders.ToList().ForEach(order => floor.Cancel(account, order));
            }
        }
    }
}
