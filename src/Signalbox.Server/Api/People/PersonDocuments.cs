using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Users;

namespace Signalbox.Server.Api.People;

/// <summary>Everything this installation keeps about a person.</summary>
public sealed record PersonDocument(
    UserDocument User,
    IReadOnlyList<PersonSessionDocument> Sessions,
    IReadOnlyList<PersonTokenDocument> Tokens,
    [property: Description("What the person did and what happened to the person's account, oldest first.")] IReadOnlyList<AuditDocument> Audit,
    [property: Description("There is more in the audit trail than fits here; take the rest with its export.")] bool IsCut);

public sealed record PersonSessionDocument(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset LastSeenAt, string Address, string Agent);

public sealed record PersonTokenDocument(string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

public sealed record EraseInput(
    [property: Required, Description("The person's name, once more: nothing brings it back.")] string? Name = null);
