using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Counts requests of each account to each path in the last second, and of the address in the last five.</summary>
internal sealed class BybitMeter(TimeProvider clock)
{
    private const int AddressMax = 600;
    private const int SubjectsMax = 10_000;

    private readonly Lock counting = new();
    private readonly Dictionary<string, Queue<long>> passed = new(StringComparer.Ordinal);

    /// <summary>Everybody counts for the address; false when it is shut out.</summary>
    public bool Admits() => Take("", AddressMax, TimeSpan.FromSeconds(5), 1) is not null;

    /// <summary>How many of these may pass now; the headers of the answer say what is left.</summary>
    public int Take(HttpContext context, string subject, int limit, int count)
    {
        var taken = 0;
        var left = 0;
        while (taken < count && Take($"{subject} {context.Request.Path}", limit, TimeSpan.FromSeconds(1), 1) is { } room)
        {
            taken++;
            left = room;
        }

        var headers = context.Response.Headers;
        headers["X-Bapi-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-Bapi-Limit-Status"] = left.ToString(CultureInfo.InvariantCulture);
        var opens = clock.GetUtcNow() + (taken < count ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        headers["X-Bapi-Limit-Reset-Timestamp"] = opens.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return taken;
    }

    /// <summary>What is left afterwards; null when there was no room.</summary>
    private int? Take(string subject, int limit, TimeSpan window, int weight)
    {
        lock (counting)
        {
            var now = clock.GetTimestamp();
            if (!passed.TryGetValue(subject, out var times))
            {
                if (passed.Count >= SubjectsMax)
                {
                    passed.Clear();
                }

                passed.Add(subject, times = new());
            }

            while (times.TryPeek(out var first) && clock.GetElapsedTime(first, now) >= window)
            {
                times.Dequeue();
            }

            if (times.Count + weight > limit)
            {
                return null;
            }

            times.Enqueue(now);
            return limit - times.Count;
        }
    }
}
