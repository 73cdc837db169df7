using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Tokens;

/// <summary>A key a program uses in a user's name; the key itself is known to nobody but its holder.</summary>
public sealed record ApiToken
{
    public required string Id { get; init; }

    public required string User { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>Null: whatever its user may touch.</summary>
    public TokenReach? Reach { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: it works until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
