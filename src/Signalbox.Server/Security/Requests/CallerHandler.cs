using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Tokens;

namespace Signalbox.Server.Security.Requests;

/// <summary>Finds out who sent a request: a bearer token first, else the session cookie.</summary>
internal sealed class CallerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    TokenStore tokens, ClientStore clients, SessionBook sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "Signalbox";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Open endpoints are not slowed by looking up who calls.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        if (Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            return Result(await ByTokenAsync(authorization), "The token is unknown, revoked or expired.");
        }

        return Request.Cookies[SignInOptions.CookieName] is { Length: > 0 } session
            ? Result(await BySessionAsync(session), "The session is over.")
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiErrors.WriteAsync(Context, StatusCodes.Status401Unauthorized, ApiErrors.Unauthenticated);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiErrors.WriteAsync(Context, StatusCodes.Status403Forbidden, ApiErrors.Forbidden);

    private async Task<Caller?> ByTokenAsync(string authorization)
    {
        var text = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : "";
        var found = TokenText.LooksLike(text) ? await tokens.AdmitAsync(text, Context.RequestAborted)
            : ClientText.IsAccessToken(text) ? await clients.AdmitAsync(text, Context.RequestAborted)
            : null;
        return found is { User.Enabled: true } admitted ? Caller.Of(admitted.User, admitted.Token) : null;
    }

    private async Task<Caller?> BySessionAsync(string secret) =>
        await sessions.AdmitAsync(secret, Context.RequestAborted) is { } admitted ? Caller.Of(admitted.User, admitted.Session) : null;

    private static AuthenticateResult Result(Caller? caller, string refusal) => caller is null
        ? AuthenticateResult.Fail(refusal)
        : AuthenticateResult.Success(new(new(new CallerIdentity(caller)), Scheme));
}
