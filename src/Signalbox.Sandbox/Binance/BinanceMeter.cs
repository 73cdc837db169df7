using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Binance;

/// <summary>Counts weights of the address and orders of each account in windows that begin on the clock, as Binance does.</summary>
internal sealed class BinanceMeter(BinanceMeterLimits limits, TimeProvider clock)
{
    private readonly Lock counting = new();
    private readonly Dictionary<(string Subject, long Window), int> counts = [];

    /// <summary>Null when it may pass; else the seconds to wait.</summary>
    public int? Refuse(HttpContext context, int weight, string? account, int orders)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            ForgetNeedsLock(now);
            var used = CountNeedsLock("weight", now, 60, weight);
            context.Response.Headers[limits.WeightHeader] = used.ToString(CultureInfo.InvariantCulture);
            if (used > limits.WeightAMinute)
            {
                return (int)(60 - (now % 60));
            }

            if (account is null || orders == 0)
            {
                return null;
            }

            var recent = CountNeedsLock(account, now, 10, orders);
            context.Response.Headers["X-MBX-ORDER-COUNT-10S"] = recent.ToString(CultureInfo.InvariantCulture);
            return recent > limits.OrdersTenSeconds ? (int)(10 - (now % 10)) : null;
        }
    }

    private int CountNeedsLock(string subject, long now, int seconds, int weight)
    {
        var key = (subject, now / seconds * seconds);
        return counts[key] = counts.GetValueOrDefault(key) + weight;
    }

    private void ForgetNeedsLock(long now)
    {
        if (counts.Count > 100)
        {
            foreach (var old in counts.Keys.Where(key => key.Window < now - 60).ToArray())
            {
                counts.Remove(old);
            }
        }
    }
}

internal sealed record BinanceMeterLimits(string WeightHeader, int WeightAMinute, int OrdersTenSeconds);
