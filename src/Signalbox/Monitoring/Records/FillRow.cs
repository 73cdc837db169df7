namespace Signalbox.Monitoring.Records;

/// <summary>One execution and whose lots it closed.</summary>
public sealed record FillRow : RowChange
{
    public required string Account { get; init; }

    public required string Instrument { get; init; }

    /// <summary>The venue's id.</summary>
    public required string Id { get; init; }

    public required string Place { get; init; }

    /// <summary>Null for one that did not come from us.</summary>
    public string? OrderId { get; init; }

    public required string VenueOrderId { get; init; }

    public string? Signal { get; init; }

    public string? Subscription { get; init; }

    public string? Strategy { get; init; }

    public string? Leg { get; init; }

    public required string Side { get; init; }

    public required string Quantity { get; init; }

    public required string Price { get; init; }

    /// <summary>What the signal of its order said the price was; null where it said none.</summary>
    public string? SignalPrice { get; init; }

    public required string Fee { get; init; }

    public string? FeeCurrency { get; init; }

    /// <summary>Profit of the lots it closed, in <see cref="Currency"/>, fees not included.</summary>
    public required string Realised { get; init; }

    public required string Currency { get; init; }

    public string? Closes { get; init; }

    /// <summary>The venue took a fill back: this row is its opposite.</summary>
    public long IsVoid { get; init; }

    public required long At { get; init; }
}
