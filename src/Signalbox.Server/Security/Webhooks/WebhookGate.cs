using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
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

    private readonly FrozenDictionary<string, WebhookKey> known =
        keys.ToFrozenDictionary(key => key.Strategy.Value, StringComparer.Ordinal);

    public bool Knows(string strategy) => known.ContainsKey(strategy);

    /// <summary>The key of the strategy the call speaks for; null when the strategy is unknown or the secret is not its own.</summary>
    public Admitted? Admit(string strategy, string secret, DateTimeOffset now)
    {
        var key = known.GetValueOrDefault(strategy);
        var former = key?.Former is { } one && one.Until > now ? one.Hash : NobodysHash;
        var matches = SecretText.Matches(secret, (key?.SecretHash ?? NobodysHash).Span);
        var matchesFormer = SecretText.Matches(secret, former.Span);
        return key is not null & (matches | matchesFormer) ? new(key!, matchesFormer) : null;
    }

    /// <summary>
    /// Whether a credential in a body is one of the strategy's: a body secret, or the webhook's own. A strategy that entered none
    /// asks for none: the secret of its address was checked before. Every one is compared, so that the time it takes tells
    /// nothing.
    /// </summary>
    public bool AllowsInBody(StrategyId strategy, string secret)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var key = known.GetValueOrDefault(strategy.Value);
        var matches = key is { BodySecretHashes.Count: 0 } | CryptographicOperations.FixedTimeEquals(digest, (key?.SecretHash ?? NobodysHash).Span);
        foreach (var hash in key?.BodySecretHashes ?? [])
        {
            matches |= CryptographicOperations.FixedTimeEquals(digest, hash.Span);
        }

        return matches;
    }
}
