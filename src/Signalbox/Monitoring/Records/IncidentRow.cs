namespace Signalbox.Monitoring.Records;

/// <summary>Something a person should know: an alarm, an anomaly, a difference between the venue and us.</summary>
public sealed record IncidentRow : RowChange
{
    public required string Place { get; init; }

    /// <summary>Empty: of the installation itself.</summary>
    public required string Account { get; init; }

    /// <summary><c>alarm emergency anomaly unknown_order foreign_fill external_order naked position_doubted position_adjusted reconciliation trading_state upkeep</c>.</summary>
    public required string Kind { get; init; }

    public string? Code { get; init; }

    public required string Message { get; init; }

    public string? Signal { get; init; }

    public string? Subscription { get; init; }

    public string? OrderId { get; init; }

    public string? Instrument { get; init; }

    public required long At { get; init; }
}
