using System.Collections.Concurrent;
using Signalbox.Venues.Signing;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Nonces of one signer: milliseconds, always rising. The venue remembers the highest hundred of each signer, refuses a lower
/// one than those and one it has seen, and everything older than two days or a day ahead. All connections of this process
/// that sign with the same key take theirs from the same place; where several nodes share a key, two may meet, and the
/// second is refused before anything is done with it.
/// </summary>
public sealed class HyperliquidNonces
{
    private static readonly ConcurrentDictionary<EthereumAddress, HyperliquidNonces> BySigner = [];

    private long last;

    public static HyperliquidNonces Of(EthereumAddress signer) => BySigner.GetOrAdd(signer, static _ => new());

    /// <summary>This millisecond, or the next one that is free.</summary>
    public long Next(DateTimeOffset now)
    {
        var wanted = now.ToUnixTimeMilliseconds();
        while (true)
        {
            var before = Volatile.Read(ref last);
            var next = Math.Max(wanted, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
            {
                return next;
            }
        }
    }
}
