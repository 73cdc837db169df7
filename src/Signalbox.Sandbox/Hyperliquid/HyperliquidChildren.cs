using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Exits that came with their entry: they begin to exist when it fills, and one ends the other.</summary>
internal sealed class HyperliquidChildren
{
    private readonly SandboxFloor floor;
    private readonly ConcurrentDictionary<(Account, long), (SandboxAccount Account, IReadOnlyList<OrderTerms> Exits)> waiting = [];

    public HyperliquidChildren(SandboxFloor floor)
    {
        this.floor = floor;
        floor.Join(happening =>
        {
            // Told under the floor's lock: the exits are placed when it is free.
            if (happening is { Event: OrderFilled, Order.State: VenueOrderState.Filled, Order: { } order } && waiting.TryRemove((order.Account, order.Number), out var begun))
            {
                _ = Task.Run(() => Place(begun.Account, begun.Exits, order));
            }
        });
    }

    public void Wait(SandboxAccount account, Order entry, IReadOnlyList<OrderTerms> exits)
    {
        var key = (entry.Account, entry.Number);
        waiting[key] = (account, exits);
        if (entry.State == VenueOrderState.Filled && waiting.TryRemove(key, out _))
        {
            Place(account, exits, entry);
        }
    }

    private void Place(SandboxAccount account, IReadOnlyList<OrderTerms> exits, Order entry)
    {
        foreach (var exit in exits)
        {
            floor.Place(account, exit with { OcoGroup = $"exits-{entry.Number.ToString(CultureInfo.InvariantCulture)}" });
        }
    }
}
