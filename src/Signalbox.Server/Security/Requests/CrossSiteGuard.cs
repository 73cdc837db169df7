using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Security.Requests;

/// <summary>
/// A browser sends the cookie whoever wrote the page. A request that changes something on the strength of the cookie must
/// therefore carry a header which no foreign page can add.
/// </summary>
internal static class CrossSiteGuard
{
    public const string Header = "X-Signalbox";

    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        Caller.Of(http.User) is not { IsSession: true } || IsReading(http.Request.Method) || http.Request.Headers[Header] == "1" || IsFormOfOurOwn(http)
            ? next(http)
            : ApiErrors.WriteAsync(http, StatusCodes.Status403Forbidden, ApiErrors.CrossSite);

    /// <summary>Where a plain form is allowed, the browser's word that our own page sent it stands in for the header.</summary>
    private static bool IsFormOfOurOwn(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<PlainFormAllowed>() is not null
        && http.Request.HasFormContentType
        && Uri.TryCreate(http.Request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}

/// <summary>On an endpoint that a form without any script may use.</summary>
internal sealed class PlainFormAllowed;
