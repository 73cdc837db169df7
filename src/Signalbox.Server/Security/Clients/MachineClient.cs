using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Clients;

/// <summary>A machine that proves itself by a secret and gets short-lived access tokens in its maker's name.</summary>
public sealed record MachineClient
{
    public required string Id { get; init; }

    /// <summary>In whose name it acts.</summary>
    public required string User { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>Null: whatever its user may touch.</summary>
    public TokenReach? Reach { get; init; }

    public bool Enabled { get; init; } = true;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last got an access token.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A client as the audit event shows it.</summary>
internal sealed record ClientSnapshot(string Id, string UserId, string Name, IReadOnlyList<Scope> Scopes, TokenReach? Reach, bool Enabled);

public sealed record ClientOptions
{
    /// <summary>How long an access token works. Default one hour.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Access tokens of one client that work at once; the oldest end first. Default 20.</summary>
    public int TokensMax { get; init; } = 20;

    /// <summary>Failures one address may have in a minute. Default 20.</summary>
    public int FailuresPerMinute { get; init; } = 20;

    /// <summary>Access tokens one client may fetch in a minute. Default 30.</summary>
    public int TokensPerMinute { get; init; } = 30;
}

/// <summary>Secrets and access tokens as their holders have them.</summary>
public static class ClientText
{
    private const string AccessPrefix = "sba_";

    public static string CreateSecret() => "sbc_" + SecretText.Create();

    public static string CreateAccessToken() => AccessPrefix + SecretText.Create();

    public static bool IsAccessToken(string text) => text.StartsWith(AccessPrefix, StringComparison.Ordinal);
}
