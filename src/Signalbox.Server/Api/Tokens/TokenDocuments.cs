using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Tokens;

/// <summary>A new token. It acts in the name of whoever creates it.</summary>
public sealed record TokenInput(
    [property: Required, Description("Says what the token is for.")] string? Name = null,
    [property: Required, Description("Some of read, trade, approve, configure, audit and admin. None contains another; none beyond your own.")] IReadOnlyList<Scope>? Scopes = null,
    [property: Description("Absent: it works until it is revoked.")] DateTimeOffset? ExpiresAt = null);

/// <summary>A token as it stands; its text is known to its holder alone.</summary>
public sealed record TokenDocument(
    string Id, string UserId, string Name, IReadOnlyList<Scope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    [property: Description("To the minute; absent: never.")] DateTimeOffset? LastUsedAt)
{
    public static TokenDocument Of(ApiToken token) =>
        new(token.Id, token.User, token.Name, token.Scopes, token.CreatedAt, token.ExpiresAt, token.LastUsedAt);
}

/// <summary>A token that was just created.</summary>
public sealed record IssuedTokenDocument(
    [property: Description("Shown this once.")] string Token,
    TokenDocument Details);
