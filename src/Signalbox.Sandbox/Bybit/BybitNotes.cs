using System.Collections.Concurrent;
using Signalbox.Markets;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>What the venue tells of an order beyond what the engine keeps: its kind, the price it was made at, whether it has triggered.</summary>
internal sealed class BybitNotes
{
    private readonly ConcurrentDictionary<(Account, long), BybitNote> notes = [];
    private readonly ConcurrentDictionary<(Account, long), bool> triggered = [];

    public BybitNotes(SandboxFloor floor) => floor.Join(happening =>
    {
        if (happening is { Event: OrderTriggered, Order: { } order })
        {
            triggered[(order.Account, order.Number)] = true;
        }
    });

    public void Add(Order order, BybitNote note) => notes[(order.Account, order.Number)] = note;

    public BybitNote Of(Order order) => notes.GetValueOrDefault((order.Account, order.Number)) ?? BybitNote.Plain;

    public bool HasTriggered(Order order) => triggered.ContainsKey((order.Account, order.Number));

    /// <summary>Spot: the kind it is cancelled by; a stop that has triggered is an ordinary order.</summary>
    public string KindOf(Order order) => order.Terms.IsConditional && !HasTriggered(order) ? Of(order).Filter ?? BybitWords.PlainStop : "Order";
}

/// <param name="Filter">The kind of a spot order.</param>
/// <param name="MadeAt">The last price when it was made.</param>
/// <param name="WouldHaveTaken">A post-only order that was taken and ended at once: what it asked for.</param>
/// <param name="Amount">A spot market order that was sized in the quote currency: how much.</param>
/// <param name="Exits">The exits it brings.</param>
internal sealed record BybitNote(string? Filter, Price? MadeAt, OrderTerms? WouldHaveTaken = null, decimal? Amount = null, BybitExitTerms? Exits = null)
{
    public static readonly BybitNote Plain = new(null, null);
}
