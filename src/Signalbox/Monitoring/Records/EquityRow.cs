namespace Signalbox.Monitoring.Records;

/// <summary>What an account was worth in one currency at one time.</summary>
public sealed record EquityRow : RowChange
{
    public required string Account { get; init; }

    public required string Currency { get; init; }

    public required long At { get; init; }

    public required string Place { get; init; }

    /// <summary>Balance and open profit.</summary>
    public required string Equity { get; init; }

    public required string Balance { get; init; }

    public required string Available { get; init; }
}
