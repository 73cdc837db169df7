using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Security.Requests;

/// <summary>
/// Where a second factor is required, a session whose user has none opens nothing but what sets one up. Goes after
/// authorization.
/// </summary>
internal static class EnrolmentGuard
{
    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        Caller.Of(http.User) is { Session.MustEnroll: true } && http.GetEndpoint()?.Metadata.GetMetadata<OpenToEnrolment>() is null
            ? ApiErrors.WriteAsync(http, StatusCodes.Status403Forbidden, SignInErrors.SecondFactorRequired)
            : next(http);
}

/// <summary>On an endpoint that a session without the required second factor may use.</summary>
internal sealed class OpenToEnrolment;
