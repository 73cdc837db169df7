using System.Text.Json.Serialization;

namespace Signalbox.Markets;

/// <summary>What was known of an instrument's market when a command was built. Decisions read nothing else.</summary>
public sealed record MarketView
{
    /// <summary>A quote older than this does not price an order.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    public Price? Bid { get; init; }

    public Price? Ask { get; init; }

    public Price? Last { get; init; }

    public required DateTimeOffset At { get; init; }

    [JsonIgnore]
    public Price? Mid => Bid is { } bid && Ask is { } ask ? new((bid.Value + ask.Value) / 2) : Last;

    /// <summary>The one that was taken later.</summary>
    public static MarketView? Newer(MarketView? left, MarketView? right) =>
        left is null ? right : right is null || left.At >= right.At ? left : right;

    public bool IsFresh(DateTimeOffset now) => now - At <= Fresh;

    /// <summary>The price this side would meet now.</summary>
    public Price? For(Side side) => (side == Side.Buy ? Ask : Bid) ?? Last;
}
