using System.Net;
using Microsoft.AspNetCore.Authorization;
using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Security.Transport;

/// <summary>
/// Passwords travel over HTTPS, or do not leave the machine. Whatever may be asked without proof of who asks is how people
/// and machines prove it, so it is refused over plain HTTP; what says <see cref="PlainHttpAllowed"/> is not.
/// </summary>
internal static class PrivateConnection
{
    public static Task RequireAsync(HttpContext http, RequestDelegate next) =>
        IsPrivate(http) || !IsSignIn(http) ? next(http) : ApiErrors.WriteAsync(http, StatusCodes.Status403Forbidden, ApiErrors.HttpsRequired);

    public static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether other machines reach this address, and without HTTPS.</summary>
    public static bool IsPlainElsewhere(string url) => BindingAddress.Parse(url) is { Scheme: "http" } address && !IsThisMachine(address.Host.Trim('[', ']'));

    /// <summary>Behind a trusted proxy the scheme is what the proxy says of the sender's line; the line between the two is the operator's.</summary>
    private static bool IsPrivate(HttpContext http) =>
        http.Request.IsHttps
        || (http.Features.Get<PassedOn>() is null && (http.Connection.LocalIpAddress is not { } local || IPAddress.IsLoopback(local.Plain())));

    private static bool IsSignIn(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<IAllowAnonymous>() is not null
        && metadata.GetMetadata<PlainHttpAllowed>() is null
        && (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)));
}

/// <summary>On an open endpoint that takes no password: a webhook's own secret is its operator's choice.</summary>
internal sealed class PlainHttpAllowed;
