using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

/// <summary>Signing in with a passkey, and the passkeys of whoever is signed in.</summary>
internal static class PasskeyEndpoints
{
    private const string What = "passkey";
    private const int CredentialCharsMax = 64 * 1024;

    public static void Map(RouteGroupBuilder session)
    {
        session.MapPost("/passkey/options", BeginProofAsync).AllowAnonymous()
            .Describe("beginPasskey", "Ask for what a browser needs to use a passkey", "For signing in and for a fresh proof. Sets a cookie; good once, within 5 minutes.")
            .Answers<PasskeyOptionsDocument>().Fails(429);
        session.MapPost("/passkey", SignInAsync).AllowAnonymous()
            .Describe("signInWithPasskey", "Sign in with a passkey", "No name and no password: the device knows who its owner is.")
            .Answers<SessionDocument>().Fails(401);
        session.MapGet("/passkeys", ListAsync).RequiresCaller().WithMetadata(new OpenToEnrolment())
            .Describe("listPasskeys", "List your passkeys")
            .Answers<PasskeysDocument>();
        session.MapPost("/passkeys/options", BeginRegistrationAsync).RequiresCaller().RequiresFreshProof().WithMetadata(new OpenToEnrolment())
            .Describe("beginPasskeyRegistration", "Ask for what a browser needs to make a passkey", "Sets a cookie; good once, within 5 minutes.")
            .Answers<PasskeyOptionsDocument>().Fails(429);
        session.MapPost("/passkeys", AddAsync).RequiresCaller().RequiresFreshProof().WithMetadata(new OpenToEnrolment())
            .Describe("addPasskey", "Add the passkey a browser made", "Ends your other sessions. With the first second factor recovery codes are made and answered, this once.")
            .Answers<NewPasskeyDocument>(201);
        session.MapPost("/passkeys/{id}/name", RenameAsync).RequiresCaller()
            .Describe("renamePasskey", "Rename a passkey")
            .AnswersNothing().Fails(404);
        session.MapDelete("/passkeys/{id}", RemoveAsync).RequiresCaller().RequiresFreshProof()
            .Describe("removePasskey", "Remove a passkey", "Refused where nothing else signs you in.")
            .AnswersNothing().Fails(404, 409);
    }

    private static async Task<IResult> BeginProofAsync(HttpContext http, PasskeyCeremony ceremony, SignInOptions options, TimeProvider clock) =>
        Asked(http, await ceremony.BeginProofAsync(http), clock.GetUtcNow() + options.HalfLifetime);

    private static async Task<IResult> SignInAsync(Input<PasskeySignInInput> input, HttpContext http, PasskeyCeremony ceremony, PasskeyBook book, CancellationToken cancel)
    {
        var credential = Credential(input.Value.Credential, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (await ceremony.CompleteProofAsync(credential, http) is not { } proven || await book.SignInAsync(proven, SessionOrigin.Of(http), cancel) is not { } opened)
        {
            return ApiErrors.Answer(StatusCodes.Status401Unauthorized, SignInErrors.PasskeyRefused);
        }

        http.SetSession(opened);
        return TypedResults.Json(SessionDocument.Of(Caller.Of(opened.User, opened.Session)), ApiJson.Default.SessionDocument);
    }

    private static async Task<IResult> ListAsync(Caller caller, PasskeyBook book, CancellationToken cancel) =>
        TypedResults.Json(new([.. (await book.ListAsync(caller.User.Id, cancel)).Select(PasskeyDocument.Of)]), ApiJson.Default.PasskeysDocument);

    private static async Task<IResult> BeginRegistrationAsync(HttpContext http, Caller caller, PasskeyCeremony ceremony, SignInOptions options, TimeProvider clock) =>
        caller.IsSession
            ? Asked(http, await ceremony.BeginRegistrationAsync(caller.User, http), clock.GetUtcNow() + options.HalfLifetime)
            : SessionsOnly;

    private static async Task<IResult> AddAsync(
        Input<NewPasskeyInput> input, HttpContext http, Caller caller, PasskeyCeremony ceremony, PasskeyBook book, CancellationToken cancel)
    {
        var name = input.Check.Name("name", input.Value.Name);
        var credential = Credential(input.Value.Credential, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (caller.Session is not { } session)
        {
            return SessionsOnly;
        }

        if (await ceremony.CompleteRegistrationAsync(caller.User, credential, http) is not { } info)
        {
            return ApiErrors.Invalid([new("credential", "This does not answer what was asked, or it came after 5 minutes. Begin again.")]);
        }

        return await book.AddAsync(caller, session, name, info, cancel) is { } added
            ? Answers.Created(new(PasskeyDocument.Of(added.Row), added.RecoveryCodes), ApiJson.Default.NewPasskeyDocument, "/api/v1/session/passkeys")
            : ApiErrors.Invalid([new("credential", $"This passkey is registered already, or you have {PasskeyBook.PerUserMax} passkeys. Remove one you do not use.")]);
    }

    private static async Task<IResult> RenameAsync(string id, Input<PasskeyNameInput> input, Caller caller, PasskeyBook book, CancellationToken cancel)
    {
        var name = input.Check.Name("name", input.Value.Name);
        return input.Check.Failed ? ApiErrors.Invalid(input.Check.Errors)
            : await book.RenameAsync(caller, id, name, cancel) ? TypedResults.NoContent()
            : ApiErrors.NotFound(What, id);
    }

    private static async Task<IResult> RemoveAsync(string id, Caller caller, PasskeyBook book, CancellationToken cancel) =>
        await book.RemoveAsync(caller, id, cancel) switch
        {
            FactorRemoval.Done => TypedResults.NoContent(),
            FactorRemoval.OnlyWayIn => ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.OnlyWayIn),
            _ => ApiErrors.NotFound(What, id),
        };

    private static IResult Asked(HttpContext http, (string Options, string Cookie)? asked, DateTimeOffset expiresAt)
    {
        if (asked is not { } given)
        {
            return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
        }

        http.SetCookie(PasskeyChallenges.CookieName, given.Cookie, expiresAt);
        return TypedResults.Json(new(given.Options), ApiJson.Default.PasskeyOptionsDocument);
    }

    internal static string Credential(string? credential, InputCheck check)
    {
        check.Require(credential is { Length: > 0 and <= CredentialCharsMax }, "credential", "The credential the browser gave is required, as JSON text.");
        return credential ?? "";
    }

    private static IResult SessionsOnly => ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly);
}
