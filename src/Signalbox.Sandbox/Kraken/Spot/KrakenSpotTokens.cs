using System.Collections.Concurrent;
using System.Globalization;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What opens the account's stream: good for fifteen minutes to begin with.</summary>
internal sealed class KrakenSpotTokens(SandboxFloor floor)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (SandboxAccount Account, DateTimeOffset Until)> given = new(StringComparer.Ordinal);
    private long count;

    public string Give(SandboxAccount account)
    {
        var token = $"{account.Key.Key}.{Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture)}";
        given[token] = (account, floor.Now + Life);
        return token;
    }

    public SandboxAccount? Find(string? token) => token is not null && given.TryGetValue(token, out var known) && known.Until > floor.Now ? known.Account : null;
}
