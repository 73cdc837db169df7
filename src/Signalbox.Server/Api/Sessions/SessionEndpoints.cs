using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("/", OpenAsync).AllowAnonymous()
            .Describe("signIn", "Sign in", "Sets the session cookie. Requests that change something with it need the header X-Signalbox: 1.")
            .Answers<SessionDocument>().Fails(401, 429);
        session.MapGet("/", Show).RequiresCaller()
            .Describe("getSession", "Show who is calling")
            .Answers<SessionDocument>();
        session.MapDelete("/", CloseAsync).RequiresCaller()
            .Describe("signOut", "Sign out")
            .AnswersNothing();
        session.MapPost("/password", ChangePasswordAsync).RequiresCaller()
            .Describe("changePassword", "Change your own password", "Ends all your sessions: sign in again.")
            .AnswersNothing().Fails(403, 429);
        ProofEndpoints.Map(session);
    }

    private static async Task<IResult> OpenAsync(Input<SignInInput> input, HttpContext http, SignIn signIn, CancellationToken cancel)
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
        if (result is not { Status: ProofStatus.Proven, User: { } user, Session: { } session, Opened: { } opened })
        {
            return result.Status == ProofStatus.Busy
                ? ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy)
                : ApiErrors.Answer(StatusCodes.Status401Unauthorized, ApiErrors.SignInRefused);
        }

        http.SetSession(session, opened.ExpiresAt);
        return TypedResults.Json(SessionDocument.Of(Caller.Of(user, opened)), ApiJson.Default.SessionDocument);
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
        Input<PasswordInput> input, HttpContext http, Caller caller, PasswordChange change, CancellationToken cancel)
    {
        var password = input.Check.Password("newPassword", input.Value.NewPassword);
        input.Check.Require(!string.IsNullOrEmpty(input.Value.CurrentPassword), "currentPassword", "The current password is required.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (!caller.IsSession)
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.Forbidden);
        }

        switch (await change.ApplyAsync(caller, input.Value.CurrentPassword!, password, cancel))
        {
            case ProofStatus.Proven:
                http.ClearSession();
                return TypedResults.NoContent();
            case ProofStatus.Busy:
                return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
            default:
                return ApiErrors.Invalid([new("currentPassword", "The current password is wrong, or this user is locked after too many failures.")]);
        }
    }
}
