namespace Signalbox.Monitoring.Records;

/// <summary>What one account holds of one instrument; stays, flat, once there was something.</summary>
public sealed record PositionRow : RowChange
{
    public required string Account { get; init; }

    public required string Instrument { get; init; }

    public required string AssetClass { get; init; }

    public required string Currency { get; init; }

    /// <summary>What one contract is worth, for whoever values the position.</summary>
    public required string ContractSize { get; init; }

    public required long IsInverse { get; init; }

    /// <summary>Signed: short is negative.</summary>
    public required string Net { get; init; }

    public required long IsOpen { get; init; }

    public string? AveragePrice { get; init; }

    public required string Lots { get; init; }

    /// <summary>Resting stops and targets, as JSON.</summary>
    public required string Protection { get; init; }

    /// <summary>What this change adds, or the sum when read.</summary>
    public string Realised { get; init; } = "0";

    public string Fees { get; init; } = "0";

    public long? OpenedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
