using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.Sessions;

/// <summary>The cookie of a session: no script reads it, no other site sends it.</summary>
internal static class SessionCookie
{
    extension(HttpContext http)
    {
        public string? SessionSecret => http.Request.Cookies[SignInOptions.CookieName];

        private void SetSession(string session, DateTimeOffset expiresAt) =>
            http.Response.Cookies.Append(SignInOptions.CookieName, session, Attributes(http, expiresAt));

        public string? HalfSignIn => http.Request.Cookies[SignInOptions.HalfCookieName];

        /// <summary>The cookies of a sign-in that is whole.</summary>
        public void SetSession(OpenedSession opened)
        {
            http.SetSession(opened.Secret, opened.Session.ExpiresAt);
            http.Response.Cookies.Delete(SignInOptions.HalfCookieName, Attributes(http, null));
            if (opened.Browser is { } mark)
            {
                http.Response.Cookies.Append(SignInOptions.BrowserCookieName, mark, Attributes(http, opened.BrowserExpiresAt));
            }
        }

        public void SetCookie(string name, string value, DateTimeOffset expiresAt) => http.Response.Cookies.Append(name, value, Attributes(http, expiresAt));

        /// <summary>A cookie that comes along when another site sends the browser back here.</summary>
        public void SetReturnCookie(string name, string value, DateTimeOffset expiresAt)
        {
            var attributes = Attributes(http, expiresAt);
            attributes.SameSite = SameSiteMode.Lax;
            attributes.Path = "/api/v1/session/external";
            http.Response.Cookies.Append(name, value, attributes);
        }

        /// <summary>The cookie of a sign-in that waits for its second factor; it opens nothing.</summary>
        public void SetHalfSignIn(string secret, DateTimeOffset expiresAt) =>
            http.Response.Cookies.Append(SignInOptions.HalfCookieName, secret, Attributes(http, expiresAt));

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
