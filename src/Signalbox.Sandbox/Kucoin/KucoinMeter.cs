using System.Globalization;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Limits;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Pools of weights that are full again half a minute after their first use, told in headers as documented.</summary>
internal sealed class KucoinMeter(TimeProvider clock)
{
    private readonly Lock counting = new();
    private readonly Dictionary<(string Pool, string Subject), (DateTimeOffset Until, double Used)> pools = [];

    /// <summary>Whether it may pass.</summary>
    public bool Passes(HttpContext context, RateWindow pool, int weight, string subject)
    {
        lock (counting)
        {
            var (now, key) = (clock.GetUtcNow(), (pool.Name, pool.Scope == RateScope.Address ? "" : subject));
            var count = pools.GetValueOrDefault(key);
            count = count.Until <= now ? (now + pool.Length!.Value, 0) : count;
            var passes = count.Used + weight <= pool.Limit;
            pools[key] = count = passes ? count with { Used = count.Used + weight } : count;
            context.Response.Headers["gw-ratelimit-limit"] = pool.Limit.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["gw-ratelimit-remaining"] = (pool.Limit - count.Used).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["gw-ratelimit-reset"] = ((long)(count.Until - now).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            return passes;
        }
    }
}
