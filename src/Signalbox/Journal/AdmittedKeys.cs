using Signalbox.Identity;

namespace Signalbox.Journal;

/// <summary>The unique keys a batch uses for the first time.</summary>
internal sealed class AdmittedKeys
{
    private readonly Dictionary<(StrategyId Scope, string Key), UniqueKey> added = [];

    public IReadOnlyCollection<UniqueKey> All => added.Values;

    /// <summary>Who used this key first, in the store or earlier in this batch.</summary>
    public UniqueKey? Existing(UniqueKey key, IStoredFacts stored) =>
        added.GetValueOrDefault((key.Scope, key.Key)) ?? stored.Key(key.Scope, key.Key);

    public void Add(UniqueKey key) => added.Add((key.Scope, key.Key), key);
}
