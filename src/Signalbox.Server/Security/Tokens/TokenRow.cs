using Signalbox.Server.Configuration;

namespace Signalbox.Server.Security.Tokens;

/// <summary>A row of the table <c>api_tokens</c>.</summary>
internal sealed record TokenRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    public required string Scopes { get; init; }

    public long? ExpiresAt { get; init; }

    public long? LastUsedAt { get; init; }

    public long CreatedAt { get; init; }

    public ApiToken ToToken() => new()
    {
        Id = Id,
        User = UserId,
        Name = Name,
        Scopes = ConfigurationJson.Read(Scopes, SecurityJson.Default.ScopeArray),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        ExpiresAt = Time(ExpiresAt),
        LastUsedAt = Time(LastUsedAt),
    };

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
