using Signalbox.Identity;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>What a webhook call is checked against: the strategy and the SHA-256 of its secret.</summary>
public sealed record WebhookKey(StrategyId Strategy, ReadOnlyMemory<byte> SecretHash)
{
    /// <summary>The SHA-256 of each credential that other products' messages may carry in the body.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> BodySecretHashes { get; init; } = [];
}
