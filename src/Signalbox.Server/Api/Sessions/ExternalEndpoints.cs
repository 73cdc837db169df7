using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

/// <summary>What the sign-in page may offer.</summary>
/// <param name="External">An external issuer signs people in here.</param>
public sealed record SignInMethodsDocument(bool External);

/// <param name="Address">Where to send the browser.</param>
public sealed record ExternalBeginDocument(string Address);

/// <param name="IsLinked">Your identity at the issuer signs you in here.</param>
public sealed record ExternalLinkDocument(bool IsConfigured, bool IsLinked);

/// <summary>Signing in by an external OpenID Connect issuer, where one is configured.</summary>
internal static class ExternalEndpoints
{
    public static void Map(RouteGroupBuilder session)
    {
        session.MapGet("/methods", (ExternalSignIn external) => TypedResults.Json(new SignInMethodsDocument(external.IsConfigured), ApiJson.Default.SignInMethodsDocument)).AllowAnonymous()
            .Describe("getSignInMethods", "Show what the sign-in page may offer")
            .Answers<SignInMethodsDocument>();
        session.MapPost("/external", (HttpContext http, ExternalSignIn external, SignInOptions options, TimeProvider clock) => BeginAsync(new ExternalPurpose.SignIn(), http, external, options, clock)).AllowAnonymous()
            .Describe("beginExternalSignIn", "Begin to sign in at the external issuer", "Sets a cookie; good once, within 5 minutes.")
            .Answers<ExternalBeginDocument>().Fails(404, 429, 502);
        session.MapGet("/external/callback", CompleteAsync).AllowAnonymous()
            .Describe("completeExternalSignIn", "Where the external issuer sends the browser back to", "Answers a page that goes on to the control centre; where the answer is refused, to the page that says why. A caller that asks for no page gets the error itself.")
            .Produces(StatusCodes.Status200OK, contentType: "text/html").Fails(403);
        session.MapGet("/external/link", async (Caller caller, ExternalSignIn external, ExternalLink link, CancellationToken cancel) => TypedResults.Json(
                new ExternalLinkDocument(external.IsConfigured, await link.IsLinkedAsync(caller.User.Id, cancel)), ApiJson.Default.ExternalLinkDocument)).RequiresCaller()
            .Describe("getExternalLink", "Show whether an external identity signs you in")
            .Answers<ExternalLinkDocument>();
        session.MapPost("/external/link", LinkAsync).RequiresCaller().RequiresFreshProof()
            .Describe("linkExternalIdentity", "Begin to link your identity at the external issuer")
            .Answers<ExternalBeginDocument>().Fails(404, 429, 502);
        session.MapDelete("/external/link", UnlinkAsync).RequiresCaller().RequiresFreshProof()
            .Describe("unlinkExternalIdentity", "Unlink your identity at the external issuer", "Refused where nothing else signs you in.")
            .AnswersNothing().Fails(404, 409);
        session.MapPost("/external/proof", ProveAsync).RequiresCaller().WithMetadata(new OpenToEnrolment())
            .Describe("beginExternalProof", "Begin to prove at the external issuer who you are",
                "For whoever has no second factor: in place of the password. The issuer must ask you anew and say so (prompt, max_age, auth_time). Sets a cookie; good once, within 5 minutes, and for this session alone.")
            .Answers<ExternalBeginDocument>().Fails(403, 404, 409, 429, 502);
    }

    private static async Task<IResult> LinkAsync(HttpContext http, Caller caller, ExternalSignIn external, SignInOptions options, TimeProvider clock) =>
        caller.IsSession
            ? await BeginAsync(new ExternalPurpose.Link(caller.User.Id), http, external, options, clock)
            : ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly);

    private static async Task<IResult> ProveAsync(HttpContext http, Caller caller, ExternalSignIn external, SignInOptions options, TimeProvider clock) =>
        caller.Session is not { } session ? ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly)
        : session.Factors.Any ? ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.FactorIsTheProof)
        : !session.IsLinked ? ApiErrors.Answer(StatusCodes.Status404NotFound, SignInErrors.NoExternal)
        : await BeginAsync(new ExternalPurpose.Prove(caller.User.Id, session.Id), http, external, options, clock);

    /// <summary>Where to send the browser, with the cookie it comes back with.</summary>
    internal static async Task<IResult> BeginAsync(ExternalPurpose purpose, HttpContext http, ExternalSignIn external, SignInOptions options, TimeProvider clock)
    {
        if (!external.IsConfigured)
        {
            return ApiErrors.Answer(StatusCodes.Status404NotFound, SignInErrors.NoExternal);
        }

        try
        {
            if (await external.BeginAsync(purpose, http) is not { } begun)
            {
                return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
            }

            http.SetReturnCookie(ExternalSignIn.CookieName, begun.Cookie, clock.GetUtcNow() + options.HalfLifetime);
            return TypedResults.Json(new(begun.Address.AbsoluteUri), ApiJson.Default.ExternalBeginDocument);
        }
        catch (Exception failure) when (ExternalIssuer.IsAtFault(failure, http.RequestAborted))
        {
            return ApiErrors.Answer(StatusCodes.Status502BadGateway, SignInErrors.ExternalUnreachable);
        }
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, ExternalSignIn external, SignInOptions options, TimeProvider clock)
    {
        var query = http.Request.Query;
        var result = external.IsConfigured
            ? await external.CompleteAsync(http.Request.Cookies[ExternalSignIn.CookieName], new(query["state"], query["code"], query.ContainsKey("error")), http)
            : new(ExternalOutcome.Refused);
        http.Response.Headers.CacheControl = "no-store";
        switch (result)
        {
            case { Outcome: ExternalOutcome.Linked }:
                return Page("Your identity is linked.", "/security");
            case { Outcome: ExternalOutcome.Proven }:
                return Page("You have proven who you are. Close this window and go on in the other one.", null);
            case { SignedIn.Opened: { } opened }:
                http.SetSession(opened);
                return Page("You are signed in.", "/");
            case { SignedIn.Half: { } half }:
                http.SetHalfSignIn(half, clock.GetUtcNow() + options.HalfLifetime);
                return Page("Your second factor is needed.", "/?second");
            default:
                return Refused(SignInErrors.OfExternal(result.Outcome), result.Purpose, http);
        }
    }

    /// <summary>Nobody reads JSON in a browser: it goes back to where it came from, which says what happened and what to do.</summary>
    private static IResult Refused(ApiError why, ExternalPurpose? purpose, HttpContext http) =>
        !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) ? ApiErrors.Answer(StatusCodes.Status403Forbidden, why)
        : purpose is ExternalPurpose.Prove ? Page($"{why.Message} Close this window and go on in the other one.", null, StatusCodes.Status403Forbidden)
        : Page(why.Message, $"{(purpose is ExternalPurpose.Link ? "/security" : "/")}?external={why.Code}", StatusCodes.Status403Forbidden);

    private static async Task<IResult> UnlinkAsync(Caller caller, ExternalLink link, CancellationToken cancel) =>
        await link.UnlinkAsync(caller.User, caller.Actor, cancel) switch
        {
            Unlinked.Done => TypedResults.NoContent(),
            Unlinked.OnlyWayIn => ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.OnlyWayIn),
            _ => ApiErrors.Answer(StatusCodes.Status404NotFound, SignInErrors.NoExternal),
        };

    // A redirect would still count as the issuer's navigation, and the strict session cookie would not go with it; a page's own does.
    private static ContentHttpResult Page(string says, string? goesTo, int status = StatusCodes.Status200OK)
    {
        var (refresh, link) = goesTo is null ? ("", "") : ($"<meta http-equiv=\"refresh\" content=\"0;url={goesTo}\">", $" <a href=\"{goesTo}\">Go on</a>");
        return TypedResults.Content(
            $"<!doctype html><html lang=\"en\">{refresh}<title>{WebUtility.HtmlEncode(says)}</title><p>{WebUtility.HtmlEncode(says)}{link}</p></html>", "text/html; charset=utf-8", statusCode: status);
    }
}
