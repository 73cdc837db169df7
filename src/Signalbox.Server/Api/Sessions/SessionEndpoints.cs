using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("/", OpenAsync).AllowAnonymous()
            .Describe("signIn", "Sign in", "Sets the session cookie; with a second factor it answers 202 and POST /api/v1/session/second-step completes it. Requests that change something with it need the header X-Signalbox: 1.")
            .Answers<SessionDocument>().Answers<SecondStepDocument>(202).Fails(401, 429);
        session.MapPost("/second-step", CompleteAsync).AllowAnonymous()
            .Describe("completeSignIn", "Complete a sign-in with the second factor", "After a sign-in was answered with 202. Takes a code of the authenticator or a recovery code, each once.")
            .Answers<SessionDocument>().Fails(401, 429);
        session.MapGet("/", Show).RequiresCaller().WithMetadata(new OpenToEnrolment())
            .Describe("getSession", "Show who is calling")
            .Answers<SessionDocument>();
        session.MapDelete("/", CloseAsync).RequiresCaller().WithMetadata(new OpenToEnrolment())
            .Describe("signOut", "Sign out")
            .AnswersNothing();
        session.MapPost("/password", ChangePasswordAsync).RequiresCaller().RequiresFreshProof("where you have no password yet")
            .Describe("changePassword", "Change your own password", "Ends your other sessions. Whoever signs in without one sets the first one here, after a fresh proof.")
            .AnswersNothing().Fails(403, 429);
        ProofEndpoints.Map(session);
        SecondFactorEndpoints.Map(session);
        PasskeyEndpoints.Map(session);
        ExternalEndpoints.Map(session);
    }

    private static async Task<IResult> OpenAsync(
        Input<SignInInput> input, HttpContext http, SignIn signIn, SignInOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var (name, password) = (input.Value.Name ?? "", input.Value.Password ?? "");
        input.Check.Require(name.Length > 0, "name", "A name is required.");
        input.Check.Require(StorableText.Is(name), "name", "A name is one line without control characters.");
        input.Check.Require(password.Length > 0, "password", "A password is required.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await signIn.OpenAsync(name, password, SessionOrigin.Of(http), cancel);
        if (result.Half is { } half)
        {
            http.SetHalfSignIn(half, clock.GetUtcNow() + options.HalfLifetime);
            return TypedResults.Json(SecondStepDocument.Of(result.Factors!), ApiJson.Default.SecondStepDocument, statusCode: StatusCodes.Status202Accepted);
        }

        return Answer(http, result, SignInErrors.SignInRefused);
    }

    private static async Task<IResult> CompleteAsync(Input<SecondStepInput> input, HttpContext http, SignIn signIn, CancellationToken cancel)
    {
        var given = new SecondProof(input.Value.Code, input.Value.RecoveryCode);
        input.Check.RequireOne(given);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        return http.HalfSignIn is { Length: > 0 } half
            ? Answer(http, await signIn.CompleteAsync(half, given, SessionOrigin.Of(http), cancel), SignInErrors.SecondStepRefused)
            : ApiErrors.Answer(StatusCodes.Status401Unauthorized, SignInErrors.SecondStepRefused);
    }

    private static IResult Answer(HttpContext http, SignInResult result, ApiError refusal)
    {
        if (result.Opened is not { } opened)
        {
            return result.Status == ProofStatus.Busy
                ? ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy)
                : ApiErrors.Answer(StatusCodes.Status401Unauthorized, refusal);
        }

        http.SetSession(opened);
        return TypedResults.Json(SessionDocument.Of(Caller.Of(opened.User, opened.Session)), ApiJson.Default.SessionDocument);
    }

    private static JsonHttpResult<SessionDocument> Show(Caller caller) => TypedResults.Json(SessionDocument.Of(caller), ApiJson.Default.SessionDocument);

    private static async Task<IResult> CloseAsync(HttpContext http, Caller caller, SignIn signIn, CancellationToken cancel)
    {
        if (caller.IsSession && http.SessionSecret is { } session)
        {
            await signIn.CloseAsync(session, caller.Actor, cancel);
            http.ClearSession();
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        Input<PasswordInput> input, Caller caller, PasswordChange change, FreshProof fresh, CancellationToken cancel)
    {
        var hasNone = caller.Session is { HasPassword: false };
        var password = input.Check.Password("newPassword", input.Value.NewPassword);
        input.Check.Require(hasNone || !string.IsNullOrEmpty(input.Value.CurrentPassword), "currentPassword", "The current password is required.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (caller.Session is not { } session)
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly);
        }

        if (hasNone && fresh.Refusal(caller) is { } stale)
        {
            return stale;
        }

        switch (hasNone
            ? await change.SetFirstAsync(caller, session, password, cancel)
            : await change.ApplyAsync(caller, session, input.Value.CurrentPassword!, password, cancel))
        {
            case ProofStatus.Proven:
                return TypedResults.NoContent();
            case ProofStatus.Busy:
                return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
            default:
                return ApiErrors.Invalid([new("currentPassword", "The current password is wrong, or there were too many failures and the wait after them is not over.")]);
        }
    }
}
