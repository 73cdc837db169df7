using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Sessions;
using Signalbox.Server.Api.Users;

namespace Signalbox.Server.Api.People;

/// <summary>Everything this installation keeps about a person.</summary>
public sealed record PersonDocument(
    UserDocument User,
    IReadOnlyList<PersonSessionDocument> Sessions,
    IReadOnlyList<PersonTokenDocument> Tokens,
    [property: Description("The OAuth clients that act in the person's name.")] IReadOnlyList<PersonClientDocument> Clients,
    IReadOnlyList<PasskeyDocument> Passkeys,
    [property: Description("The person's identities at external issuers.")] IReadOnlyList<PersonIdentityDocument> Identities,
    [property: Description("The invitation of the person, while it is kept.")] PersonInvitationDocument? Invitation,
    [property: Description("What the person may do at strategies and accounts.")] IReadOnlyList<PersonPermissionDocument> Permissions,
    [property: Description("How the person arranged pages.")] IReadOnlyList<PersonLayoutDocument> Layouts,
    [property: Description("The alerts the person said to have seen.")] IReadOnlyList<PersonAcknowledgementDocument> Acknowledgements,
    [property: Description("What the person did and what happened to the person's account, oldest first.")] IReadOnlyList<AuditDocument> Audit,
    [property: Description("There is more in the audit trail than fits here; take the rest with its export.")] bool IsCut);

public sealed record PersonSessionDocument(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset LastSeenAt, string Address, string Agent);

public sealed record PersonTokenDocument(string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

public sealed record PersonClientDocument(string Name, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

public sealed record PersonIdentityDocument(string Issuer, string Subject, DateTimeOffset LinkedAt);

public sealed record PersonInvitationDocument(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <param name="Kind">A strategy or an account.</param>
/// <param name="Subject">The id of that.</param>
public sealed record PersonPermissionDocument(string Kind, string Subject, string Level, DateTimeOffset GrantedAt);

public sealed record PersonLayoutDocument(string Page, JsonElement Layout, DateTimeOffset UpdatedAt);

public sealed record PersonAcknowledgementDocument(string Incident, string? Note, DateTimeOffset At);

public sealed record EraseInput(
    [property: Required, Description("The person's name, once more: nothing brings it back.")] string? Name = null);
