using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;

namespace Signalbox.Server.Api.Sessions;

/// <summary>The second factor of whoever is signed in.</summary>
internal static class SecondFactorEndpoints
{
    public static void Map(RouteGroupBuilder session)
    {
        session.MapGet("/second-factor", ShowAsync).RequiresCaller().WithMetadata(new OpenToEnrolment())
            .Describe("getSecondFactor", "Show your second factor")
            .Answers<SecondFactorDocument>();
        session.MapPost("/second-factor", BeginAsync).RequiresCaller().RequiresFreshProof().WithMetadata(new OpenToEnrolment())
            .Describe("beginSecondFactor", "Begin to set up a second factor", "Counts once a code of it was confirmed; beginning again makes a new secret.")
            .Answers<AuthenticatorDocument>().Fails(409);
        session.MapPost("/second-factor/confirm", ConfirmAsync).RequiresCaller().RequiresFreshProof().WithMetadata(new OpenToEnrolment())
            .Describe("confirmSecondFactor", "Confirm the second factor with a code", "Answers the recovery codes, this once, and ends your other sessions.")
            .Answers<RecoveryCodesDocument>();
        session.MapDelete("/second-factor", RemoveAsync).RequiresCaller().RequiresFreshProof()
            .Describe("removeSecondFactor", "Remove your authenticator", "The recovery codes go with your last second factor.")
            .AnswersNothing().Fails(409);
        session.MapPost("/recovery-codes", RenewAsync).RequiresCaller().RequiresFreshProof()
            .Describe("renewRecoveryCodes", "Make new recovery codes", "Those of before end. The new ones are shown this once.")
            .Answers<RecoveryCodesDocument>().Fails(409);
    }

    private static async Task<IResult> ShowAsync(Caller caller, SecondFactorSetup setup, CancellationToken cancel) =>
        TypedResults.Json(SecondFactorDocument.Of(await setup.StateAsync(caller.User.Id, cancel)), ApiJson.Default.SecondFactorDocument);

    private static async Task<IResult> BeginAsync(Caller caller, SecondFactorSetup setup, CancellationToken cancel)
    {
        if (!caller.IsSession)
        {
            return SessionsOnly;
        }

        return await setup.BeginAsync(caller, cancel) is { } secret
            ? TypedResults.Json(new(secret, Totp.Address(secret, caller.User.Name)), ApiJson.Default.AuthenticatorDocument)
            : ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.AlreadyEnrolled);
    }

    private static async Task<IResult> ConfirmAsync(Input<ConfirmationInput> input, Caller caller, SecondFactorSetup setup, CancellationToken cancel)
    {
        if (caller.Session is not { } session)
        {
            return SessionsOnly;
        }

        return await setup.ConfirmAsync(caller, session, input.Value.Code ?? "", cancel) is { } codes
            ? TypedResults.Json(new(codes), ApiJson.Default.RecoveryCodesDocument)
            : ApiErrors.Invalid([new("code", "This is not the code your authenticator shows now. Check the clock of both devices, or begin again.")]);
    }

    private static async Task<IResult> RemoveAsync(Caller caller, Reason reason, SecondFactorSetup setup, CancellationToken cancel) =>
        !caller.IsSession ? SessionsOnly : Answer(await setup.RemoveAsync(caller, reason.Text, cancel));

    internal static IResult Answer(FactorRemoval removal) => removal switch
    {
        FactorRemoval.Done => TypedResults.NoContent(),
        FactorRemoval.OnlyWayIn => ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.OnlyWayIn),
        _ => ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.NotEnrolled),
    };

    private static async Task<IResult> RenewAsync(Caller caller, SecondFactorSetup setup, CancellationToken cancel) =>
        !caller.IsSession ? SessionsOnly
        : await setup.RenewCodesAsync(caller, cancel) is { } codes ? TypedResults.Json(new(codes), ApiJson.Default.RecoveryCodesDocument)
        : ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.NotEnrolled);

    private static IResult SessionsOnly => ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly);
}
