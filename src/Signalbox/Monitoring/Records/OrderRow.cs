namespace Signalbox.Monitoring.Records;

/// <summary>An order and what became of it.</summary>
public sealed record OrderRow : RowChange
{
    public required string Account { get; init; }

    public required string Id { get; init; }

    /// <summary>Where it stands in a list: by time, then id.</summary>
    public required string Place { get; init; }

    public required string Instrument { get; init; }

    public string? Signal { get; init; }

    public string? Subscription { get; init; }

    public string? Strategy { get; init; }

    public required string Leg { get; init; }

    public required long Target { get; init; }

    public required long Revision { get; init; }

    public required string Side { get; init; }

    public required string Type { get; init; }

    public required string TimeInForce { get; init; }

    public required long ReduceOnly { get; init; }

    public required string Quantity { get; init; }

    public string? LimitPrice { get; init; }

    public string? StopPrice { get; init; }

    public required string Filled { get; init; }

    public string? AveragePrice { get; init; }

    public string Fees { get; init; } = "0";

    public required string Status { get; init; }

    public required long IsOpen { get; init; }

    public string? VenueOrderId { get; init; }

    public string? Code { get; init; }

    /// <summary>The venue's own word for a refusal.</summary>
    public string? VenueCode { get; init; }

    public string? Reason { get; init; }

    public string? Adjustments { get; init; }

    /// <summary>What its signal said the price was; null where it said none, or the order does not carry the signal out by itself.</summary>
    public string? SignalPrice { get; init; }

    public required long IntendedAt { get; init; }

    public long? SentAt { get; init; }

    public long? AcceptedAt { get; init; }

    public long? FirstFillAt { get; init; }

    public long? FinishedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
