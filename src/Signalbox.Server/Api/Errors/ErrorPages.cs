using Microsoft.AspNetCore.Diagnostics;
using Signalbox.Journal;

namespace Signalbox.Server.Api.Errors;

/// <summary>Gives the error shape to whatever ends without a body, and to failures.</summary>
internal static partial class ErrorPages
{
    public static Task WriteEmptyAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return ApiErrors.WriteAsync(context.HttpContext, status, Of(status));
    }

    public static Task WriteFailureAsync(HttpContext http)
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, error) = Of(failure);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            RequestFailed(Log(http), http.Request.Method, RoutePattern(http), failure);
        }

        return ApiErrors.WriteAsync(http, status, error);
    }

    private static ApiError Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => ApiErrors.NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => ApiErrors.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiErrors.NotJson,
        >= StatusCodes.Status500InternalServerError => ApiErrors.Internal,
        _ => ApiErrors.Malformed,
    };

    private static (int Status, ApiError Error) Of(Exception? failure) => failure switch
    {
        BadHttpRequestException bad => (bad.StatusCode, Of(bad.StatusCode)),
        JournalException { Failure: JournalFailure.NotCommitted } => (StatusCodes.Status503ServiceUnavailable, ApiErrors.NotCommitted),
        JournalException { Failure: JournalFailure.OutcomeUnknown } => (StatusCodes.Status503ServiceUnavailable, ApiErrors.OutcomeUnknown),
        _ => (StatusCodes.Status500InternalServerError, ApiErrors.Internal),
    };

    // The path itself may hold a secret (a webhook's does); the pattern does not.
    private static string RoutePattern(HttpContext http) =>
        http.Features.Get<IExceptionHandlerFeature>()?.Endpoint is RouteEndpoint route ? route.RoutePattern.RawText ?? "?" : "an unknown address";

    private static ILogger Log(HttpContext http) =>
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Signalbox.Server.Api");

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "{Method} {Route} failed.")]
    private static partial void RequestFailed(ILogger log, string method, string route, Exception? failure);
}
