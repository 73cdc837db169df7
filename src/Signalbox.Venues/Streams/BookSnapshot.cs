namespace Signalbox.Venues.Streams;

/// <summary>A whole book, and the number of the last change in it.</summary>
public sealed record BookSnapshot(long Sequence, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks);

public readonly record struct BookLevel(decimal Price, decimal Quantity);
