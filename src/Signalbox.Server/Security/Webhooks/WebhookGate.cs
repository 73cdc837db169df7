using System.Collections.Frozen;
using Signalbox.Identity;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>
/// Decides whether a webhook call may speak for a strategy. An unknown strategy costs the same work and gets the same
/// answer as a wrong secret, so that nobody learns which strategies exist.
/// </summary>
public sealed class WebhookGate(IEnumerable<WebhookKey> keys)
{
    public static readonly WebhookGate Closed = new([]);

    // No text has this hash.
    private static readonly ReadOnlyMemory<byte> NobodysHash = new byte[32];

    private readonly FrozenDictionary<string, ReadOnlyMemory<byte>> hashes =
        keys.ToFrozenDictionary(key => key.Strategy.Value, key => key.SecretHash, StringComparer.Ordinal);

    /// <summary>The strategy the call speaks for; null when the strategy is unknown or the secret is not its own.</summary>
    public StrategyId? Admit(string strategy, string secret)
    {
        var known = hashes.TryGetValue(strategy, out var hash);
        var matches = SecretText.Matches(secret, known ? hash.Span : NobodysHash.Span);
        return known & matches ? new StrategyId(strategy) : null;
    }
}
