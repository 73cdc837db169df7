using System.Collections.Concurrent;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>Which waiting orders have become orders of the book, under the same number here.</summary>
internal sealed class OkxTriggered
{
    private readonly ConcurrentDictionary<(Account, long), bool> numbers = [];
    private readonly ConcurrentDictionary<(Account, long), bool> plain = [];

    public OkxTriggered(SandboxFloor floor) => floor.Join(happening =>
    {
        if (happening is { Event: OrderTriggered, Order: { } order })
        {
            numbers[(order.Account, order.Number)] = true;
        }
    });

    /// <summary>An order at a price of its own and no exit: the venue keeps the two apart.</summary>
    public void NotePlain(Order order) => plain[(order.Account, order.Number)] = true;

    public bool IsPlain(Order order) => plain.ContainsKey((order.Account, order.Number));

    public bool Has(Order order) => numbers.ContainsKey((order.Account, order.Number));

    public static bool IsAlgo(Order order) => order.Terms.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;
}
