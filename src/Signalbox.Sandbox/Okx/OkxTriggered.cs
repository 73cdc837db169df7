using System.Collections.Concurrent;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>Which waiting orders have become orders of the book, under the same number here.</summary>
internal sealed class OkxTriggered
{
    private readonly ConcurrentDictionary<(Account, long), bool> numbers = [];

    public OkxTriggered(SandboxFloor floor) => floor.Join(happening =>
    {
        if (happening is { Event: OrderTriggered, Order: { } order })
        {
            numbers[(order.Account, order.Number)] = true;
        }
    });

    public bool Has(Order order) => numbers.ContainsKey((order.Account, order.Number));

    public static bool IsAlgo(Order order) => order.Terms.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;
}
