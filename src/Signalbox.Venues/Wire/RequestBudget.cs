namespace Signalbox.Venues.Wire;

/// <summary>
/// A venue's rate limit, kept on our side so that it is rarely met: so many requests at once, refilled evenly, of which some
/// are kept back for what must never wait. The venue's own word overrules it.
/// </summary>
public sealed class RequestBudget(int burst, double perSecond, int reserve, TimeProvider clock)
{
    private readonly Lock counting = new();
    private double left = burst;
    private long countedAt = clock.GetTimestamp();
    private DateTimeOffset closedUntil;

    /// <summary>Takes one request; else says how long to wait.</summary>
    /// <param name="mayUseReserve">For cancels and protective orders.</param>
    public TimeSpan? Take(bool mayUseReserve)
    {
        lock (counting)
        {
            RefillNeedsLock();
            var closed = closedUntil - clock.GetUtcNow();
            if (closed > TimeSpan.Zero)
            {
                return closed;
            }

            var floor = mayUseReserve ? 1 : 1 + reserve;
            if (left < floor)
            {
                return TimeSpan.FromSeconds((floor - left) / perSecond);
            }

            left--;
            return null;
        }
    }

    /// <summary>The venue said that it is too much: nothing leaves until it is over.</summary>
    public void CloseFor(TimeSpan time)
    {
        lock (counting)
        {
            var until = clock.GetUtcNow() + time;
            closedUntil = until > closedUntil ? until : closedUntil;
        }
    }

    private void RefillNeedsLock()
    {
        var now = clock.GetTimestamp();
        left = Math.Min(burst, left + (clock.GetElapsedTime(countedAt, now).TotalSeconds * perSecond));
        countedAt = now;
    }
}
