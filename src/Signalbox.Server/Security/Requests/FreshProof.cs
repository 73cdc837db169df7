using Signalbox.Server.Api.Errors;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Security.Requests;

/// <summary>
/// What moves risk is asked of a person anew: a browser left open, or a stolen cookie, shall not be enough. A token is no
/// session: nobody sits before it who could be asked, and its scopes say what it was made for.
/// </summary>
internal sealed class FreshProof(SignInOptions options, TimeProvider clock)
{
    /// <summary>Goes after authorization: only whoever may do a thing is asked to prove anything for it.</summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        http.GetEndpoint()?.Metadata.GetMetadata<FreshProofAsked>() is { When: null }
        && Caller.Of(http.User) is { } caller
        && http.RequestServices.GetRequiredService<FreshProof>().IsMissing(caller)
            ? ApiErrors.WriteAsync(http, StatusCodes.Status403Forbidden, SignInErrors.FreshProofRequired)
            : next(http);

    /// <summary>For endpoints that need it for some of their requests only; null lets the request go on.</summary>
    public IResult? Refusal(Caller caller) =>
        IsMissing(caller) ? ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.FreshProofRequired) : null;

    private bool IsMissing(Caller caller) =>
        caller.IsSession && (caller.Session is not { } session || clock.GetUtcNow() - session.ProvenAt >= options.ProofLifetime);
}

/// <summary>On an endpoint that asks a session for a fresh proof.</summary>
/// <param name="When">Null: always. Else for these requests, and the endpoint looks itself.</param>
internal sealed record FreshProofAsked(string? When = null);
