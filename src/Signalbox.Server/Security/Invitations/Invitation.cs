using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Invitations;

/// <summary>A link that is out: whoever has it comes in as this user.</summary>
/// <param name="InvitedBy">The name of whom to ask for another one.</param>
internal sealed record Invitation(string UserId, string Name, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <param name="Token">For the link; nobody can show it again.</param>
internal sealed record MadeInvitation(Invitation Invitation, string Token);

public static class InvitationOptions
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    /// <summary>A link that is over says so for this long; then it is unknown.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromDays(30);

    /// <summary>Links that are out at once.</summary>
    public const int OpenMax = 200;

    /// <summary>Links that are none, or over, from one network in a minute.</summary>
    public const int FailuresPerMinute = 20;
}

internal sealed record InvitationRow
{
    public required string UserId { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string InvitedBy { get; init; }

    public long CreatedAt { get; init; }

    public long ExpiresAt { get; init; }

    public Invitation ToInvitation() => new(
        UserId, Name, StoredWords.Read<Role>(Role), InvitedBy, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt));
}
