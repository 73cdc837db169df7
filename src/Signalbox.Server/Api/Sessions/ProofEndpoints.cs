using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

/// <summary>Proving anew who is signed in, for actions that move risk.</summary>
internal static class ProofEndpoints
{
    public static void Map(RouteGroupBuilder session) =>
        session.MapPost("/proof", ProveAsync).RequiresCaller()
            .Describe("proveSession", "Prove again who you are", "Needed where an answer has the code fresh-proof-required. It counts for 5 minutes and for this session alone. A token needs none.")
            .Answers<ProofDocument>().Fails(403, 429);

    private static async Task<IResult> ProveAsync(
        Input<ProofInput> input, Caller caller, PasswordProof password, SessionBook sessions, CancellationToken cancel)
    {
        input.Check.Require(!string.IsNullOrEmpty(input.Value.Password), "password", "Your password is required.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (caller.Session is not { } session)
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.Forbidden);
        }

        switch ((await password.CheckAsync(caller.User.Name, input.Value.Password!, cancel)).Status)
        {
            case ProofStatus.Proven:
                return TypedResults.Json(new(await sessions.ProvenAsync(caller, session, cancel)), ApiJson.Default.ProofDocument);
            case ProofStatus.Busy:
                return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
            default:
                return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.ProofRefused);
        }
    }
}
