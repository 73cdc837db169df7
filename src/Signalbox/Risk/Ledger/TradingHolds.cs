using System.Collections.Concurrent;
using Signalbox.Identity;
using Signalbox.Risk.Limits;

namespace Signalbox.Risk.Ledger;

/// <summary>
/// Where trading is stopped, for senders: raised before anything is written, read by every sender immediately before its
/// bytes leave.
/// </summary>
public sealed class TradingHolds
{
    private readonly ConcurrentDictionary<RiskScope, TradingState> stopped = new();

    public void Set(RiskScope scope, TradingState state)
    {
        if (state.Mode == TradingMode.Active)
        {
            stopped.TryRemove(scope, out _);
        }
        else
        {
            stopped[scope] = state;
        }
    }

    /// <summary>What holds an entry of this strategy back; null: nothing does.</summary>
    public TradingState? Find(StrategyId strategy) =>
        stopped.IsEmpty ? null
        : stopped.TryGetValue(RiskScope.Global, out var everywhere) ? everywhere
        : stopped.GetValueOrDefault(RiskScope.Of(strategy));

    public IReadOnlyList<KeyValuePair<RiskScope, TradingState>> All => [.. stopped.OrderBy(each => each.Key)];
}
