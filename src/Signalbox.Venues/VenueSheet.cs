using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>What one product of one venue does natively, for people to compare.</summary>
public sealed record VenueSheet
{
    public required string Venue { get; init; }

    public required string Product { get; init; }

    /// <summary>The broker name and settings of a connection.</summary>
    public required string Connection { get; init; }

    public required VenueCapabilities Capabilities { get; init; }

    public required IReadOnlyList<OrderType> OrderTypes { get; init; }

    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Stops that trigger when the price has moved in favour.</summary>
    public bool TakeProfitStops { get; init; }

    /// <summary>Several orders in one request.</summary>
    public bool Batches { get; init; }

    /// <summary>A long and a short position side by side.</summary>
    public bool Hedge { get; init; }

    /// <summary>Exits that come with their entry.</summary>
    public bool AttachedExits { get; init; }

    /// <summary>What a reader must know beside.</summary>
    public string Notes { get; init; } = "";
}
