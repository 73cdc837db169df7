using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>An order as the venue keeps it.</summary>
internal sealed class VenueOrder(PlaceOrder request, VenueOrderId venueId)
{
    public PlaceOrder Request => request;

    public VenueOrderId VenueId => venueId;

    public VenueOrderState State { get; set; } = VenueOrderState.Working;

    public decimal Quantity { get; set; } = request.Quantity.Value;

    public decimal? LimitPrice { get; set; } = request.LimitPrice?.Value;

    public decimal? StopPrice { get; set; } = request.StopPrice?.Value;

    public decimal Filled { get; set; }

    public bool Triggered { get; set; }

    /// <summary>When the venue took it.</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>When a lookup last failed to find it although it was there.</summary>
    public DateTimeOffset MissedAt { get; set; }

    /// <summary>Placed by hand: the venue knows no client id of it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The venue forgot it at a restart, and says nothing.</summary>
    public bool IsLost { get; set; }

    /// <summary>One of its fills was declared void.</summary>
    public bool HasVoidedFill { get; set; }

    /// <summary>The other one of a pair.</summary>
    public VenueOrder? Sibling { get; set; }

    public string? Reason { get; set; }

    public bool IsImmediate => Request.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;

    public bool IsOpen => State is VenueOrderState.Working or VenueOrderState.Triggered;
}
