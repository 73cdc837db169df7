using Signalbox.Identity;

namespace Signalbox.Strategies.Routing;

/// <summary>A body as it came in, from a sender who was let in.</summary>
public sealed record Submission
{
    public required Arrival Arrival { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The id the sender gave in a header.</summary>
    public string? IdempotencyKey { get; init; }

    public StrategyId Strategy => Arrival.Strategy;
}
