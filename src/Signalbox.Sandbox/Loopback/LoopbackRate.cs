using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Wire;

namespace Signalbox.Sandbox.Loopback;

/// <summary>Enforces the limit the protocol documents, for each key.</summary>
internal sealed class LoopbackRate(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RequestBudget> budgets = new(StringComparer.Ordinal);

    /// <summary>Null when the request may pass; else the seconds to wait, as the header writes them.</summary>
    public string? Refuse(string key)
    {
        var budget = budgets.GetOrAdd(key, _ => new(LoopbackLimits.RequestsPerSecond, LoopbackLimits.RequestsPerSecond, reserve: 0, clock));
        return budget.Take(mayUseReserve: true) is { } wait
            ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
