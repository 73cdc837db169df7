using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Invitations;

/// <summary>Whom to invite.</summary>
public sealed record InvitationInput(
    [property: Required, Description("What the person signs in with.")] string? Name = null,
    [property: Required, Description("One of viewer, approver, trader, auditor, admin and owner.")] Role? Role = null);

/// <summary>A link that is out.</summary>
/// <param name="InvitedBy">Who sent it; whom to ask for another one.</param>
public sealed record InvitationDocument(string UserId, string Name, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    internal static InvitationDocument Of(Invitation invitation) => new(
        invitation.UserId, invitation.Name, invitation.Role, invitation.InvitedBy, invitation.CreatedAt, invitation.ExpiresAt);
}

/// <param name="Link">To be handed to the person, by a way nobody else reads. It is shown this once.</param>
public sealed record InvitationLinkDocument(string Link, InvitationDocument Details);

public sealed record OpenInvitationInput([property: Required, Description("What stands behind the # of the link.")] string? Token = null);

public sealed record AcceptInvitationInput(
    [property: Required, Description("What stands behind the # of the link.")] string? Token = null,
    [property: Required, Description("At least 12 characters.")] string? Password = null);

/// <summary>What a link is good for.</summary>
/// <param name="External">The external issuer may stand in for a password.</param>
public sealed record OpenInvitationDocument(string Name, Role Role, string InvitedBy, DateTimeOffset ExpiresAt, bool External);
