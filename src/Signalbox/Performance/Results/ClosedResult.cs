using Signalbox.Markets;

namespace Signalbox.Performance.Results;

/// <summary>What one closing order brought: the profit of the lots it closed, less its own fees.</summary>
public sealed record ClosedResult
{
    public required DateTimeOffset At { get; init; }

    public required string Account { get; init; }

    public required string Symbol { get; init; }

    /// <summary>The strategy whose order closed; null where the venue or a person did.</summary>
    public string? Strategy { get; init; }

    public required Money Profit { get; init; }

    public bool IsWin => Profit > Money.Zero;
}
