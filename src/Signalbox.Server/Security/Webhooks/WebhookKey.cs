using Signalbox.Identity;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>What a webhook call is checked against: the strategy and the SHA-256 of its secret.</summary>
public sealed record WebhookKey(StrategyId Strategy, ReadOnlyMemory<byte> SecretHash)
{
    /// <summary>The SHA-256 of each credential that other products' messages may carry in the body.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> BodySecretHashes { get; init; } = [];

    /// <summary>The secret before this one, while it may still be used.</summary>
    public FormerSecret? Former { get; init; }

    public WebhookProtection Protection { get; init; } = new();

    public IReadOnlyList<AllowedSource> Sources { get; init; } = [];

    /// <summary>The SHA-256 of the token calls must carry; null: none.</summary>
    public ReadOnlyMemory<byte>? BearerHash { get; init; }

    /// <summary>The secret calls are signed with, as only the vault opens it; null: calls are not signed.</summary>
    public string? SigningSealed { get; init; }
}

/// <param name="Hash">Its SHA-256.</param>
/// <param name="Until">From then on it is no secret any more.</param>
public sealed record FormerSecret(ReadOnlyMemory<byte> Hash, DateTimeOffset Until);

/// <param name="ByFormerSecret">The call used the secret before the present one.</param>
public sealed record Admitted(WebhookKey Key, bool ByFormerSecret);
