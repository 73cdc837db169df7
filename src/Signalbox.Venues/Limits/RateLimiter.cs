using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Limits;

/// <summary>
/// Every limit of one venue seen from one address, shared by all accounts there. A request takes from all its windows at
/// once or from none. The venue's own word overrules the model: its counts raise ours, a 429 slows, a ban latches.
/// </summary>
public sealed class RateLimiter(TimeProvider clock, RateLimiterOptions options)
{
    private readonly Lock counting = new();
    private readonly Dictionary<(string Window, string Subject), WindowCount> counts = [];
    private readonly Backoff slowing = new(options.SlowFirst, options.SlowLongest, options.SlowForgottenAfter, options.Seed);
    private DateTimeOffset slowUntil;
    private DateTimeOffset lastSlowed;
    private DateTimeOffset nextTrickle;
    private string slowWhy = "";

    /// <summary>Latched until then, whatever the lane.</summary>
    public DateTimeOffset? LatchedUntil { get; private set; }

    /// <summary>Takes from every window; else says how long to wait and takes from none.</summary>
    public RateRefusal? Take(ReadOnlySpan<RateCost> costs, RateSubject subject, RateLane lane)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            if (ClosedNeedsLock(now, lane) is { } closed)
            {
                return closed;
            }

            var ticks = clock.GetTimestamp();
            foreach (var cost in costs)
            {
                var count = CountNeedsLock(cost.Window, subject);
                var room = RateLanes.Share(lane, count.Limit) - cost.Weight;
                if (count.Used(ticks) > room)
                {
                    return new(count.TimeUntil(Math.Max(0, room), ticks), $"The limit {cost.Window.Name} of the venue leaves no room for this request now.");
                }
            }

            foreach (var cost in costs)
            {
                CountNeedsLock(cost.Window, subject).Take(cost.Weight);
            }

            return null;
        }
    }

    /// <summary>Gives back what a request took that never left.</summary>
    public void Return(ReadOnlySpan<RateCost> costs, RateSubject subject)
    {
        lock (counting)
        {
            foreach (var cost in costs)
            {
                CountNeedsLock(cost.Window, subject).Return(cost.Weight);
            }
        }
    }

    /// <summary>The venue says how much is used; what it counts beyond our own count is added to it.</summary>
    public void Correct(RateWindow window, RateSubject subject, double used)
    {
        lock (counting)
        {
            var count = CountNeedsLock(window, subject);
            var more = used - count.Used(clock.GetTimestamp());
            if (more > 0)
            {
                count.Take(more);
            }
        }
    }

    /// <summary>The venue says how much is allowed.</summary>
    public void Allow(RateWindow window, RateSubject subject, double limit)
    {
        lock (counting)
        {
            CountNeedsLock(window, subject).Limit = limit;
        }
    }

    /// <summary>The venue answered 429: longer each time, at least as long as it says.</summary>
    public TimeSpan Slow(TimeSpan? retryAfter, string why)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            slowing.Held(now - lastSlowed);
            var wait = slowing.Next();
            wait = retryAfter > wait ? retryAfter.Value : wait;
            lastSlowed = slowUntil = now + wait;
            nextTrickle = now + options.TrickleEvery;
            slowWhy = why;
            return retryAfter ?? wait;
        }
    }

    /// <summary>The venue shut us out: nothing leaves until it is over.</summary>
    public void Latch(TimeSpan? retryAfter, string why)
    {
        lock (counting)
        {
            LatchedUntil = clock.GetUtcNow() + (retryAfter ?? options.LatchUsual);
            slowWhy = why;
        }
    }

    public IReadOnlyList<LimitHeadroom> Headroom()
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            var closed = LatchedUntil > now ? LatchedUntil : slowUntil > now ? slowUntil : (DateTimeOffset?)null;
            return [.. counts.OrderBy(each => each.Key.Window, StringComparer.Ordinal).ThenBy(each => each.Key.Subject, StringComparer.Ordinal)
                .Select(each => new LimitHeadroom(each.Key.Window, each.Key.Subject, each.Value.Used(clock.GetTimestamp()), each.Value.Limit, closed))];
        }
    }

    private RateRefusal? ClosedNeedsLock(DateTimeOffset now, RateLane lane)
    {
        if (LatchedUntil is { } latched && latched > now)
        {
            return new(latched - now, slowWhy);
        }

        if (slowUntil <= now)
        {
            return null;
        }

        // A position must be able to be protected meanwhile, one request at a time.
        if (lane == RateLane.Protect && now >= nextTrickle)
        {
            nextTrickle = now + options.TrickleEvery;
            return null;
        }

        return new(slowUntil - now, slowWhy);
    }

    private WindowCount CountNeedsLock(RateWindow window, RateSubject subject)
    {
        var key = (window.Name, subject.Of(window.Scope));
        if (!counts.TryGetValue(key, out var count))
        {
            if (counts.Count >= options.CountsMax)
            {
                ForgetIdleNeedsLock();
            }

            count = new(window, clock.TimestampFrequency);
            counts.Add(key, count);
        }

        return count;
    }

    private void ForgetIdleNeedsLock()
    {
        var ticks = clock.GetTimestamp();
        foreach (var idle in counts.Where(each => each.Value.Used(ticks) == 0).Select(each => each.Key).ToArray())
        {
            counts.Remove(idle);
        }
    }
}

/// <param name="RetryAfter">When there will be room.</param>
public readonly record struct RateRefusal(TimeSpan RetryAfter, string Why);

/// <summary>Whose request it is.</summary>
public readonly record struct RateSubject(string Account, string Instrument = "", string Connection = "")
{
    public string Of(RateScope scope) => scope switch
    {
        RateScope.Address => "",
        RateScope.Account => Account,
        RateScope.Instrument => $"{Account} {Instrument}",
        _ => Connection,
    };
}
