using System.Collections.Concurrent;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;

namespace Signalbox.Server.Node.Doors;

/// <summary>One limiter for each venue and way out: venues count by address, whoever's account it is.</summary>
internal sealed class VenueLimiters(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Venue, string Route, string Address), RateLimiter> limiters = [];

    public RateLimiter For(string venue, EgressRoute route, Uri? address) =>
        limiters.GetOrAdd((venue, route.ToString(), address?.ToString() ?? ""), key => new(clock, new() { Seed = key.GetHashCode() }));
}
