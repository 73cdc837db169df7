namespace Signalbox.Server.Security.Transport;

/// <summary>
/// What every answer tells a browser: to run nothing of it, to frame it nowhere, to guess no type. The control centre's page
/// says more exactly what it needs. No answer allows another site to read it.
/// </summary>
internal static class AnswerHeaders
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string OneYear = "max-age=31536000";

    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        // When the answer begins: an error page throws away what was set before it.
        http.Response.OnStarting(Complete, http);
        return next(http);
    }

    private static Task Complete(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.TryAdd("Content-Security-Policy", Nothing);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            headers.TryAdd("Cache-Control", "no-store");
        }

        // A browser would refuse this machine's other servers too if it learned that localhost is only reached by HTTPS.
        if (http.Request.IsHttps && !PrivateConnection.IsThisMachine(http.Request.Host.Host))
        {
            headers.TryAdd("Strict-Transport-Security", OneYear);
        }

        return Task.CompletedTask;
    }
}
