using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

/// <summary>The cookie of a session: no script reads it, no other site sends it.</summary>
internal static class SessionCookie
{
    extension(HttpContext http)
    {
        public string? SessionSecret => http.Request.Cookies[SignInOptions.CookieName];

        public void SetSession(string session, DateTimeOffset expiresAt) =>
            http.Response.Cookies.Append(SignInOptions.CookieName, session, Attributes(http, expiresAt));

        public void ClearSession() => http.Response.Cookies.Delete(SignInOptions.CookieName, Attributes(http, null));
    }

    // Plain HTTP is for the machine itself; elsewhere the cookie stays on encrypted connections.
    private static CookieOptions Attributes(HttpContext http, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        Expires = expiresAt,
    };
}
