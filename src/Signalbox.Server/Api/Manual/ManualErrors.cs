using Signalbox.Identity;
using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Api.Manual;

/// <summary>Why something cannot be done by hand now.</summary>
internal static class ManualErrors
{
    public static IResult NotReady() => ApiErrors.Answer(StatusCodes.Status503ServiceUnavailable,
        ApiError.Of("not-ready", "The server is starting and takes no orders yet. Try again in a moment."));

    public static IResult NotHere(AccountId account) => ApiErrors.Answer(StatusCodes.Status503ServiceUnavailable,
        ApiError.Of("account-not-running", $"The account {account} does not run here now. Switch it on, or try again in a moment."));

    public static IResult Busy(AccountId account) => ApiErrors.Answer(StatusCodes.Status503ServiceUnavailable,
        ApiError.Of("account-busy", $"More waits for the account {account} than it can take in, so this was not done. Try again in a moment."));

    public static IResult Conflict(string code, string message) => ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of(code, message));
}
