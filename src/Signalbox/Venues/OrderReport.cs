using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Venues;

/// <summary>What the venue says of an order. Quantities here only reveal missing fills; fills alone move positions.</summary>
public sealed record OrderReport
{
    /// <summary>Null for an order that did not come from us.</summary>
    public ClientOrderId? ClientOrderId { get; init; }

    public required VenueOrderId VenueOrderId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required VenueOrderState State { get; init; }

    public required Quantity Quantity { get; init; }

    public required Quantity FilledQuantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    /// <summary>What its fills cost on average; null where the venue does not tell or nothing has filled.</summary>
    public Price? AveragePrice { get; init; }

    public TimeInForce? TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    public bool PostOnly { get; init; }

    /// <summary>A stop that triggers when the price has moved in favour.</summary>
    public bool TakesProfit { get; init; }

    public PositionSide? PositionSide { get; init; }

    /// <summary>Its id as the venue keeps it, where it is not one of ours.</summary>
    public string? ForeignClientId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Why it ended, in the venue's words.</summary>
    public string? Reason { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<VenueOrderState>))]
public enum VenueOrderState
{
    Working,
    Triggered,
    Filled,
    Cancelled,
    Rejected,
    Expired,
}

/// <summary>One execution.</summary>
public sealed record FillReport
{
    public required FillId FillId { get; init; }

    public ClientOrderId? ClientOrderId { get; init; }

    public required VenueOrderId VenueOrderId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required Quantity Quantity { get; init; }

    public required Price Price { get; init; }

    public Money Fee { get; init; }

    public string? FeeCurrency { get; init; }

    /// <summary>Whether it rested in the book; null where the venue does not tell.</summary>
    public bool? IsMaker { get; init; }

    public required DateTimeOffset At { get; init; }

    public FillCause Cause { get; init; }
}

/// <summary>Why a fill happened.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FillCause>))]
public enum FillCause
{
    /// <summary>Somebody's order traded.</summary>
    Trade,

    /// <summary>The venue closed a position that had too little margin.</summary>
    Liquidation,

    /// <summary>The venue closed a winning position against somebody else's liquidation.</summary>
    AutoDeleveraging,

    /// <summary>A contract expired and was settled.</summary>
    Settlement,
}
