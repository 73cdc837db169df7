using System.Collections.Concurrent;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Which conditional orders have become orders of the book.</summary>
internal sealed class BinanceTriggered
{
    private readonly ConcurrentDictionary<(Account, long), bool> numbers = [];

    public BinanceTriggered(SandboxFloor floor) => floor.Join(happening =>
    {
        if (happening is { Event: OrderTriggered, Order: { } order })
        {
            numbers[(order.Account, order.Number)] = true;
        }
    });

    public bool Has(Order order) => numbers.ContainsKey((order.Account, order.Number));
}
