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
        Caller.Of(http.User) is not { IsSession: true } || IsReading(http.Request.Method) || http.Request.Headers[Header] == "1"
            ? next(http)
            : ApiErrors.WriteAsync(http, StatusCodes.Status403Forbidden, ApiErrors.CrossSite);

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
