using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Security.Tokens;

/// <summary>A row of the table <c>api_tokens</c>.</summary>
internal sealed record TokenRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    public required string Scopes { get; init; }

    /// <summary>A <see cref="TokenReach"/> as JSON; null: whatever the user may touch.</summary>
    public string? Reach { get; init; }

    public long? ExpiresAt { get; init; }

    public long? LastUsedAt { get; init; }

    public long CreatedAt { get; init; }

    public ApiToken ToToken() => new()
    {
        Id = Id,
        User = UserId,
        Name = Name,
        Scopes = ConfigurationJson.Read(Scopes, SecurityJson.Default.ScopeArray),
        Reach = Read(Reach),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        ExpiresAt = Time(ExpiresAt),
        LastUsedAt = Time(LastUsedAt),
    };

    public static string? Write(TokenReach? reach) => reach is null ? null : ConfigurationJson.Write(reach, SecurityJson.Default.TokenReach);

    public static TokenReach? Read(string? reach) => reach is null ? null : ConfigurationJson.Read(reach, SecurityJson.Default.TokenReach);

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
