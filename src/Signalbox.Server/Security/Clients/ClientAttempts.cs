using System.Collections.Concurrent;

namespace Signalbox.Server.Security.Clients;

/// <summary>Counts what one address or one client did within a minute. Bounded: when too many are known, all are forgotten.</summary>
internal sealed class ClientAttempts(TimeProvider clock)
{
    private const int KnownMax = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Since, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>How long until this may be tried again; null: at once.</summary>
    public TimeSpan? Wait(string key, int max) =>
        counts.TryGetValue(key, out var seen) && clock.GetElapsedTime(seen.Since) is var passed && passed < Window && seen.Count >= max ? Window - passed : null;

    public void Count(string key)
    {
        if (counts.Count >= KnownMax)
        {
            counts.Clear();
        }

        counts.AddOrUpdate(key, _ => (clock.GetTimestamp(), 1), (_, seen) =>
            clock.GetElapsedTime(seen.Since) >= Window ? (clock.GetTimestamp(), 1) : (seen.Since, seen.Count + 1));
    }
}
