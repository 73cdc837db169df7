using Signalbox.Server.Security.Requests;

namespace Signalbox.Server.Live;

/// <summary>An open connection of the live feed, and whose it is.</summary>
/// <param name="end">Cuts the connection.</param>
internal sealed class LiveGuest(Caller caller, Action end)
{
    private long seenAt = -1;
    private volatile bool isOver;

    public Caller Caller => caller;

    /// <summary>When it is over by itself; null: it need not be.</summary>
    public DateTimeOffset? EndsAt => caller.Token?.ExpiresAt ?? caller.Session?.ExpiresAt;

    /// <summary>How much had been administered when it was last found in order.</summary>
    public long SeenAt
    {
        get => Volatile.Read(ref seenAt);
        set => Volatile.Write(ref seenAt, value);
    }

    public bool IsOver => isOver;

    public void End()
    {
        isOver = true;
        end();
    }
}
