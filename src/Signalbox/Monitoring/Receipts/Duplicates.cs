using Signalbox.Journal;
using Signalbox.Signals;
using Signalbox.Signals.Duplicates;
using Signalbox.Strategies.Routing;
using Signalbox.Time;

namespace Signalbox.Monitoring.Receipts;

/// <summary>
/// Tells resends from new signals before anything is delivered. The unique key in the journal decides; this only spares
/// the accounts a decision that the journal would refuse.
/// </summary>
public sealed class Duplicates(IJournal journal, KeysInFlight keys, RecentBodies recent, TimeProvider clock)
{
    /// <summary>How many earlier uses of one body key are looked through.</summary>
    private const int EarlierUsesMax = 16;

    /// <summary>How long the first of two simultaneous resends may take to commit.</summary>
    private static readonly TimeSpan OthersCommitMax = TimeSpan.FromSeconds(5);

    public async Task<Admission> AdmitAsync(Submission submission, IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        var key = SignalKey.Of(signals, submission.IdempotencyKey, submission.Signature, submission.Body.Span, submission.KeyScope);
        if (key is null)
        {
            return new() { LooksRepeated = recent.SeenBefore(submission.Strategy.Value, SignalKey.DigestOf(submission.Body.Span)) };
        }

        for (var use = 0; use < EarlierUsesMax; use++)
        {
            var claim = keys.TryClaim(submission.Strategy, key.Text, submission.Arrival.Id, key.Digest, out var other);
            if (claim is null)
            {
                await other.Decided.EndsWithinAsync(OthersCommitMax, clock, cancel);
                continue;
            }

            var first = await journal.FindKeyAsync(submission.Strategy, key.Text, cancel);
            if (first is null)
            {
                return new() { Key = key, Claim = claim };
            }

            claim.Dispose();
            if (key.Within is not { } within || clock.GetUtcNow() - first.At <= within)
            {
                return new() { Repeat = first.Digest == key.Digest ? new Receipt.Duplicate(first.Owner) : new Receipt.IdReused(first.Owner) };
            }

            // The same body long ago was another signal: this one is remembered beside it.
            key = key with { Text = $"{key.Text}@{first.Owner}" };
        }

        return new() { LooksRepeated = true };
    }
}

/// <summary>How a submission goes on: with a key to commit, as a repeat, or freely.</summary>
public sealed record Admission : IDisposable
{
    public SignalKey? Key { get; init; }

    public Receipt? Repeat { get; init; }

    public bool LooksRepeated { get; init; }

    internal KeysInFlight.Claim? Claim { get; init; }

    public void Dispose() => Claim?.Dispose();
}
