using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>What an adapter is asked to send: already rounded, already committed.</summary>
public sealed record PlaceOrder
{
    public required ClientOrderId Id { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required Quantity Quantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; } = TimeInForce.Gtc;

    /// <summary>When a good-till-date order ends; null for every other time in force.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Refused rather than executed where it would trade at once.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Iceberg: how much shows in the book at a time; null: all of it.</summary>
    public Quantity? VisibleQuantity { get; init; }

    /// <summary>What only some venues can do; null for a plain order.</summary>
    public OrderExtras? Extras { get; init; }

    /// <summary>When the intent was committed; the request is signed with this time and never signed again.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>Past this instant no byte may leave: a late send could double what a new owner has already re-sent.</summary>
    public required DateTimeOffset SendBy { get; init; }
}

/// <summary>
/// A stop and a target of the same side and quantity, placed as one: both are taken or neither, and when one trades or
/// triggers the venue cancels the other. Each keeps its own id, and is looked up, cancelled and reported by it.
/// </summary>
public sealed record PlacePair(PlaceOrder Stop, PlaceOrder Target);

/// <summary>Changes a resting order; null leaves a value as it is.</summary>
public sealed record AmendOrder
{
    public required ClientOrderId Id { get; init; }

    public required VenueOrderId? VenueOrderId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Quantity Quantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    /// <summary>Past this instant no byte may leave.</summary>
    public DateTimeOffset SendBy { get; init; } = DateTimeOffset.MaxValue;
}

public sealed record CancelOrder(ClientOrderId Id, VenueOrderId? VenueOrderId, InstrumentId Instrument)
{
    /// <summary>Past this instant no byte may leave.</summary>
    public DateTimeOffset SendBy { get; init; } = DateTimeOffset.MaxValue;
}

public sealed record QueryOrder(ClientOrderId Id, VenueOrderId? VenueOrderId, InstrumentId Instrument);
