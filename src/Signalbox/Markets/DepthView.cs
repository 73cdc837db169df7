namespace Signalbox.Markets;

/// <summary>The best levels of an order book, best first, as they were at one time.</summary>
public sealed record DepthView(IReadOnlyList<DepthLevel> Bids, IReadOnlyList<DepthLevel> Asks, DateTimeOffset At);

/// <param name="Quantity">What rests at this price.</param>
public readonly record struct DepthLevel(Price Price, Quantity Quantity);
