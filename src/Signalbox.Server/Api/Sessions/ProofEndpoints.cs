using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

/// <summary>Proving anew who is signed in, for actions that move risk.</summary>
internal static class ProofEndpoints
{
    public static void Map(RouteGroupBuilder session) =>
        session.MapPost("/proof", ProveAsync).RequiresCaller().WithMetadata(new OpenToEnrolment())
            .Describe("proveSession", "Prove again who you are",
                "Needed where an answer has the code fresh-proof-required. With a second factor that is what counts, else the password; whoever has none begins at POST /api/v1/session/external/proof. It counts for 5 minutes and for this session alone. A token needs none.")
            .Answers<ProofDocument>().Fails(403, 429);

    private static async Task<IResult> ProveAsync(
        Input<ProofInput> input, HttpContext http, Caller caller, SessionBook sessions, PasskeyCeremony ceremony, PasskeyBook passkeys, CancellationToken cancel)
    {
        if (caller.Session is not { } session)
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly);
        }

        if (input.Value.Passkey is { Length: > 0 } credential)
        {
            return await ceremony.CompleteProofAsync(credential, http) is { } proven && await passkeys.ProveAsync(caller, session, proven, cancel) is { } until
                ? TypedResults.Json(new(until), ApiJson.Default.ProofDocument)
                : ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.ProofRefused);
        }

        var given = new SecondProof(input.Value.Code, input.Value.RecoveryCode);
        if (session.Factors.Any)
        {
            input.Check.Require(input.Value.Password is null, "password", "You have a second factor: it is the proof, your password is not.");
            input.Check.RequireOne(given);
        }
        else if (!session.HasPassword)
        {
            input.Check.Require(
                false, "password", session.IsLinked
                    ? "You have no password here: sign in anew at the external issuer. POST /api/v1/session/external/proof says where."
                    : "You have no password here, and no external identity that signs people in. An administrator can give you a password.");
        }
        else
        {
            input.Check.Require(!string.IsNullOrEmpty(input.Value.Password), "password", "Your password is required.");
        }

        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var (status, freshUntil) = session.Factors.Any
            ? await sessions.ProveAsync(caller, session, given, cancel)
            : await sessions.ProveAsync(caller, session, input.Value.Password!, cancel);
        return status switch
        {
            ProofStatus.Proven => TypedResults.Json(new(freshUntil), ApiJson.Default.ProofDocument),
            ProofStatus.Busy => ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy),
            _ => ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.ProofRefused),
        };
    }

    /// <summary>One of the two, and not both.</summary>
    internal static void RequireOne(this InputCheck check, SecondProof given)
    {
        var count = (string.IsNullOrWhiteSpace(given.Code) ? 0 : 1) + (string.IsNullOrWhiteSpace(given.RecoveryCode) ? 0 : 1);
        check.Require(count == 1, "code", "Give the code your authenticator shows, or one of your recovery codes.");
    }
}
