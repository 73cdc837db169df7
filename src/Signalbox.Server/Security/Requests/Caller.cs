using System.Security.Claims;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Requests;

/// <summary>Who sent a request, proven by a token or a session.</summary>
public sealed record Caller
{
    public required UserAccount User { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>What the caller may do: never more than the user's role, also with an older token.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>The only strategies and accounts the caller's token touches; null: all the user may.</summary>
    public TokenReach? Reach { get; init; }

    /// <summary>The token it came with; null for a session.</summary>
    public ApiToken? Token { get; init; }

    /// <summary>The session it was proven by; null for a token.</summary>
    public OpenSession? Session { get; init; }

    public bool IsSession => Actor.Kind == ActorKind.User;

    /// <summary>Whether the caller may change users of this role, and what acts in their names.</summary>
    public bool MayManage(Role role) => role != Role.Owner || User.Role == Role.Owner;

    public static Caller Of(UserAccount user, OpenSession session) => new()
    {
        User = user,
        Session = session,
        Actor = new(ActorKind.User, user.Id, user.Name),
        Scopes = Users.Scopes.Of(user.Role),
    };

    public static Caller Of(UserAccount user, ApiToken token) => new()
    {
        User = user,
        Actor = new(ActorKind.Token, user.Id, user.Name, token.Name),
        Scopes = [.. Users.Scopes.Of(user.Role).Intersect(token.Scopes)],
        Reach = token.Reach,
        Token = token,
    };

    /// <summary>The caller of an authenticated request; null for an open one.</summary>
    public static Caller? Of(ClaimsPrincipal principal) => (principal.Identity as CallerIdentity)?.Caller;

    public ChangeRequest Change(string? why) => new(Actor, why);

    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(
        Of(http.User) ?? throw new InvalidOperationException("An endpoint that needs its caller must not be open to everyone."));
}
