using System.Globalization;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Sessions;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Invitations;

/// <summary>What whoever was invited does with the link. It is open to everybody: the link is the proof.</summary>
internal static class AcceptanceEndpoints
{
    public static void Map(RouteGroupBuilder invitations)
    {
        invitations.MapPost("/open", OpenAsync).AllowAnonymous()
            .Describe("openInvitation", "Show what an invitation is good for", "It stays good. A link that is unknown, used or revoked looks the same; one that ran out says whom to ask.")
            .Answers<OpenInvitationDocument>().Fails(403, 429);
        invitations.MapPost("/accept", AcceptAsync).AllowAnonymous()
            .Describe("acceptInvitation", "Accept an invitation with a password of your own", "Spends the link. Sign in with the name and the password then.")
            .Answers<UserDocument>().Fails(403, 429);
        invitations.MapPost("/external", AcceptExternallyAsync).AllowAnonymous()
            .Describe("acceptInvitationExternally", "Begin to accept an invitation with an external identity", "The link is spent when you come back from the issuer. Sets a cookie; good once, within 5 minutes.")
            .Answers<ExternalBeginDocument>().Fails(403, 404, 429, 502);
    }

    private static async Task<IResult> OpenAsync(
        Input<OpenInvitationInput> input, HttpContext http, InvitationBook book, ClientAttempts attempts, ExternalSignIn external, CancellationToken cancel)
    {
        var (found, refusal) = await FindAsync(input.Value.Token, input.Check, http, book, attempts, cancel);
        http.Response.Headers.CacheControl = "no-store";
        return found is null ? refusal! : TypedResults.Json(
            new(found.Name, found.Role, found.InvitedBy, found.ExpiresAt, external.IsConfigured), ApiJson.Default.OpenInvitationDocument);
    }

    private static async Task<IResult> AcceptAsync(
        Input<AcceptInvitationInput> input, HttpContext http, InvitationBook book, ClientAttempts attempts, Passwords passwords, CancellationToken cancel)
    {
        var password = input.Check.Password("password", input.Value.Password);
        var (found, refusal) = await FindAsync(input.Value.Token, input.Check, http, book, attempts, cancel);
        if (found is null)
        {
            return refusal!;
        }

        // A password is hashed for the right link only.
        if (await passwords.HashAsync(password, HashWaiter.Known(found.UserId), cancel) is not { } hash)
        {
            return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
        }

        var result = await book.AcceptAsync(found, input.Value.Token!, hash, cancel);
        return result.Row is { } user
            ? TypedResults.Json(UserDocument.Of(user), ApiJson.Default.UserDocument)
            : ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.InvitationRefused);
    }

    private static async Task<IResult> AcceptExternallyAsync(
        Input<OpenInvitationInput> input, HttpContext http, InvitationBook book, ClientAttempts attempts, ExternalSignIn external, SignInOptions options, TimeProvider clock,
        CancellationToken cancel)
    {
        var (found, refusal) = await FindAsync(input.Value.Token, input.Check, http, book, attempts, cancel);
        return found is null
            ? refusal!
            : await ExternalEndpoints.BeginAsync(new ExternalPurpose.Accept(SecretText.Hash(input.Value.Token!)), http, external, options, clock);
    }

    /// <summary>The invitation, or why not. Only links that are none count: whoever has one is not kept out by having opened it often.</summary>
    private static async Task<(Invitation? Found, IResult? Refusal)> FindAsync(
        string? token, InputCheck check, HttpContext http, InvitationBook book, ClientAttempts attempts, CancellationToken cancel)
    {
        check.Require(!string.IsNullOrEmpty(token), "token", "The link's token is required: what stands behind its #.");
        if (check.Failed)
        {
            return (null, ApiErrors.Invalid(check.Errors));
        }

        var sender = $"invitation from {SenderNetwork.Of(http)}";
        if (attempts.Wait(sender, InvitationOptions.FailuresPerMinute) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return (null, ApiErrors.Answer(StatusCodes.Status429TooManyRequests, SignInErrors.TooManyLinks));
        }

        var opened = await book.OpenAsync(token!, cancel);
        if (opened.Open is { } found)
        {
            return (found, null);
        }

        attempts.Count(sender);
        return (null, ApiErrors.Answer(
            StatusCodes.Status403Forbidden, opened.Expired is { } over ? SignInErrors.InvitationExpired(over.InvitedBy) : SignInErrors.InvitationRefused));
    }
}
