using System.Collections.Concurrent;
using Signalbox.Identity;

namespace Signalbox.Signals.Duplicates;

/// <summary>
/// Keys being committed right now by this node: the second of two simultaneous resends waits for the first instead of
/// racing it to the journal, which would refuse one of them with all it caused.
/// </summary>
public sealed class KeysInFlight
{
    private readonly ConcurrentDictionary<(StrategyId, string), Claim> claims = new();

    /// <summary>Null: somebody else is committing this key; see <paramref name="other"/>.</summary>
    public Claim? TryClaim(StrategyId strategy, string key, SignalId signal, string digest, out Claim other)
    {
        var mine = new Claim(this, strategy, key, signal, digest);
        other = claims.GetOrAdd((strategy, key), mine);
        return ReferenceEquals(other, mine) ? mine : null;
    }

    public sealed class Claim(KeysInFlight keys, StrategyId strategy, string key, SignalId signal, string digest) : IDisposable
    {
        private readonly TaskCompletionSource decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SignalId Signal => signal;

        public string Digest => digest;

        /// <summary>Ends when the first one is committed or has failed.</summary>
        public Task Decided => decided.Task;

        public void Dispose()
        {
            keys.claims.TryRemove(new((strategy, key), this));
            decided.TrySetResult();
        }
    }
}
