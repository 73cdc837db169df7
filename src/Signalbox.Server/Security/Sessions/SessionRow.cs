using Signalbox.Server.Security.SecondFactors;

namespace Signalbox.Server.Security.Sessions;

/// <summary>A row of the table <c>sessions</c>, without the hash of its secret.</summary>
internal sealed record SessionRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public long CreatedAt { get; init; }

    public long ExpiresAt { get; init; }

    /// <summary>When its holder last proved who it is; the sign-in is the first time.</summary>
    public long ProvenAt { get; init; }

    /// <summary>To the minute.</summary>
    public long LastSeenAt { get; init; }

    /// <summary>Where it was opened from, as the server saw it.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser said of itself; nothing is believed of it.</summary>
    public required string Agent { get; init; }

    public OpenSession ToSession() => new(
        Id, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(ProvenAt), DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt));
}

/// <summary>The session a request came with.</summary>
public sealed record OpenSession(string Id, DateTimeOffset CreatedAt, DateTimeOffset ProvenAt, DateTimeOffset ExpiresAt)
{
    /// <summary>What its user proves itself with beside the password.</summary>
    public EnrolledFactors Factors { get; init; } = EnrolledFactors.None;

    /// <summary>Else its user signs in with an external identity or a passkey alone.</summary>
    public bool HasPassword { get; init; } = true;

    /// <summary>Without a second factor: an external identity stands in for the password.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Its user has no second factor and needs one: until then the session serves for setting one up alone.</summary>
    public bool MustEnroll { get; init; }
}
