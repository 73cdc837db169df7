using Signalbox.Text;

namespace Signalbox.Strategies.Gates;

/// <summary>Which gates hold at a subscription: the strategy's, each of which the subscription may replace or switch off, and its own.</summary>
public static class GateLists
{
    public static ValueList<Resolved<Gate>> Merge(ValueList<Gate> strategy, ValueList<Gate> subscription)
    {
        if (strategy.Count == 0 && subscription.Count == 0)
        {
            return [];
        }

        var merged = new List<Resolved<Gate>>();
        foreach (var gate in strategy)
        {
            merged.Add(Find(subscription, gate.Name) is { } own ? new(own, TermsOrigin.Subscription) : new(gate, TermsOrigin.Strategy));
        }

        foreach (var gate in subscription)
        {
            if (Find(strategy, gate.Name) is null)
            {
                merged.Add(new(gate, TermsOrigin.Subscription));
            }
        }

        merged.RemoveAll(gate => !gate.Value.Enabled);
        return [.. merged];
    }

    private static Gate? Find(ValueList<Gate> gates, string name)
    {
        foreach (var gate in gates)
        {
            if (string.Equals(gate.Name, name, StringComparison.Ordinal))
            {
                return gate;
            }
        }

        return null;
    }
}
