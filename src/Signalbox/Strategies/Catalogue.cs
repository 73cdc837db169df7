using System.Collections.Frozen;
using Signalbox.Identity;

namespace Signalbox.Strategies;

/// <summary>The configuration as one immutable picture; a signal meets exactly one version of it.</summary>
public sealed class Catalogue
{
    public static readonly Catalogue Empty = new(0, [], [], []);

    private readonly FrozenDictionary<StrategyId, Strategy> strategies;
    private readonly FrozenDictionary<StrategyId, Subscription[]> subscriptions;

    public Catalogue(
        long version, IReadOnlyList<Strategy> strategies, IReadOnlyList<Subscription> subscriptions, IReadOnlyList<BrokerConnection> connections)
    {
        Version = version;
        Connections = connections.ToFrozenDictionary(connection => connection.Id);
        Subscriptions = subscriptions.ToFrozenDictionary(subscription => subscription.Id);
        this.strategies = strategies.ToFrozenDictionary(strategy => strategy.Id);
        this.subscriptions = subscriptions
            .OrderBy(subscription => subscription.Id.Value, StringComparer.Ordinal)
            .GroupBy(subscription => subscription.Strategy)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public long Version { get; }

    public FrozenDictionary<AccountId, BrokerConnection> Connections { get; }

    public FrozenDictionary<SubscriptionId, Subscription> Subscriptions { get; }

    public IReadOnlyList<Strategy> Strategies => strategies.Values;

    public Strategy? Strategy(StrategyId id) => strategies.GetValueOrDefault(id);

    /// <summary>The subscriptions of a strategy in the order of their ids, so that a run repeats.</summary>
    public IReadOnlyList<Subscription> SubscriptionsOf(StrategyId strategy) => subscriptions.GetValueOrDefault(strategy) ?? [];
}
