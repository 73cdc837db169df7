using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Tokens;

/// <summary>A new token. It acts in the name of whoever creates it.</summary>
public sealed record TokenInput(
    [property: Required, Description("Says what the token is for.")] string? Name = null,
    [property: Required, Description("Some of read, trade, approve, configure, audit and admin. None contains another; none beyond your own.")] IReadOnlyList<Scope>? Scopes = null,
    [property: Description("Absent: it works until it is revoked.")] DateTimeOffset? ExpiresAt = null,
    [property: Description("The only strategies it touches. Where this or accountIds is there, what is not named is out of its reach.")] IReadOnlyList<string>? StrategyIds = null,
    [property: Description("The only accounts it touches.")] IReadOnlyList<string>? AccountIds = null);

/// <summary>A token as it stands; its text is known to its holder alone.</summary>
public sealed record TokenDocument(
    string Id, string UserId, string Name, IReadOnlyList<Scope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    [property: Description("To the minute; absent: never.")] DateTimeOffset? LastUsedAt,
    [property: Description("The only strategies it touches; absent: all its user may.")] IReadOnlyList<string>? StrategyIds,
    [property: Description("The only accounts it touches; absent: all its user may.")] IReadOnlyList<string>? AccountIds)
{
    public static TokenDocument Of(ApiToken token) =>
        new(token.Id, token.User, token.Name, token.Scopes, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.Reach?.Strategies, token.Reach?.Accounts);
}

/// <summary>A token that was just created.</summary>
public sealed record IssuedTokenDocument(
    [property: Description("Shown this once.")] string Token,
    TokenDocument Details);
