namespace Signalbox.Venues.Kucoin;

/// <summary>One page of a list.</summary>
/// <param name="Pages">How many there are; zero where the list goes on by <paramref name="LastId"/>.</param>
public sealed record KucoinList<T>(IReadOnlyList<T> Items, long Pages, string? LastId);
