using System.Globalization;
using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Strategies.Routing;

/// <summary>
/// Several signals of one body. At each subscription they run one after another; one that names a parent waits for its fill.
/// </summary>
public static class SignalBatch
{
    /// <summary>A parent must stand earlier in the same batch: by the id its sender gave it, or by its number from 1.</summary>
    public static Refusal? Refuse(IReadOnlyList<Signal> signals)
    {
        for (var i = 0; i < signals.Count; i++)
        {
            if (signals[i].AfterFillOf is { } parent && IndexOf(signals, parent, i) < 0)
            {
                return new("unknown-parent",
                    $"Signal {i + 1} is to follow '{parent}' and no signal before it in the batch has that id or number.", $"[{i}].afterFillOf");
            }
        }

        return null;
    }

    /// <param name="items">In the order of the body, each already routed.</param>
    public static IReadOnlyList<SignalReceived> Link(SignalId batch, IReadOnlyList<SignalReceived> items)
    {
        var signals = items.Select(item => item.Signal).ToArray();
        var before = new Dictionary<SubscriptionId, SignalId>();
        var linked = new List<SignalReceived>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var parent = items[i].Signal.AfterFillOf is { } name ? items[IndexOf(signals, name, i)] : null;
            linked.Add(items[i] with
            {
                Batch = batch,
                Targets = ValueList.Create<SignalTarget>([.. items[i].Targets.Select(target => Link(target, parent, before))]),
            });
            foreach (var target in linked[i].Targets.Where(target => target.Refused is null))
            {
                before[target.Subscription] = items[i].Id;
            }
        }

        return linked;
    }

    private static SignalTarget Link(SignalTarget target, SignalReceived? parent, Dictionary<SubscriptionId, SignalId> before)
    {
        if (parent is null)
        {
            return target with { StartsAfter = before.TryGetValue(target.Subscription, out var previous) ? previous : null };
        }

        var isOwed = parent.Targets.Any(each => each.Subscription == target.Subscription && each.Refused is null);
        return target with { AfterFillOf = parent.Id, Refused = target.Refused ?? (isOwed ? null : "parent-not-here") };
    }

    private static int IndexOf(IReadOnlyList<Signal> signals, string name, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (signals[i].ExplicitId == name || (i + 1).ToString(CultureInfo.InvariantCulture) == name)
            {
                return i;
            }
        }

        return -1;
    }
}
