using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Signals.Duplicates;

/// <summary>What tells a resend from a new signal.</summary>
/// <param name="Text">The key under which the first one is remembered.</param>
/// <param name="Digest">Of the body: an explicit id with another body is a mistake, not a resend.</param>
/// <param name="Within">How long after the first one a second counts as its resend; null: as long as the key is kept.</param>
public sealed record SignalKey(string Text, string Digest, TimeSpan? Within)
{
    /// <summary>Explicit ids are remembered this long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>An identical body with a time or an order id in it is a resend this long.</summary>
    public static readonly TimeSpan ResendWindow = TimeSpan.FromSeconds(30);

    /// <summary>Null: nothing tells a resend from a repeat, so a repeat trades and is flagged.</summary>
    /// <param name="signature">Of a signed request: sent again, it is the same request whatever stands in it.</param>
    /// <param name="scope">Whose keys these are among the strategy's; null: they are all one sender's.</param>
    public static SignalKey? Of(
        IReadOnlyList<Signal> signals, string? idempotencyKey, string? signature, ReadOnlySpan<byte> body, KeyScope? scope = null)
    {
        var digest = scope is null ? DigestOf(body) : DigestOf([.. body, (byte)'\n', .. Encoding.UTF8.GetBytes(scope.Beside)]);
        var key = WithoutScope(signals, idempotencyKey, signature, digest);
        return scope is null || key is null ? key : key with { Text = $"{scope.Sender} {key.Text}" };
    }

    public static string DigestOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static SignalKey? WithoutScope(IReadOnlyList<Signal> signals, string? idempotencyKey, string? signature, string digest)
    {
        // In a batch an id is what one item calls another, the same in every message: it tells nothing.
        if ((idempotencyKey ?? (signals is [var single] ? single.ExplicitId : null)) is { } named)
        {
            return new($"id:{named}", digest, null);
        }

        if (signature is not null)
        {
            return new($"signature:{signature}", digest, null);
        }

        return signals.Any(signal => signal.SentAt is not null || signal.SenderOrderId is not null)
            ? new($"body:{digest}", digest, ResendWindow)
            : null;
    }
}

/// <summary>Where several senders share a strategy, each has keys of its own.</summary>
/// <param name="Sender">Before every key.</param>
/// <param name="Beside">What the sender asked for beside the body: another one is another request, not a resend.</param>
public sealed record KeyScope(string Sender, string Beside);
