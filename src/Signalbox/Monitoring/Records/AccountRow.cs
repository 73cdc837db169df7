namespace Signalbox.Monitoring.Records;

/// <summary>Whether an account may trade, and whether it is sure of what it holds.</summary>
public sealed record AccountRow : RowChange
{
    public required string Id { get; init; }

    public required string Broker { get; init; }

    public required string TradingState { get; init; }

    public required string Why { get; init; }

    public required long Since { get; init; }

    public required long Reconciling { get; init; }

    public required long UpdatedAt { get; init; }
}
