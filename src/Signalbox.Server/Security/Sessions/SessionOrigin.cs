namespace Signalbox.Server.Security.Sessions;

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">The sender's address as the server saw it.</param>
/// <param name="Agent">What the browser said of itself, so that its owner recognises it in the list.</param>
/// <param name="Browser">The mark of a browser somebody signed in from before.</param>
public sealed record SessionOrigin(string Address, string Agent, string? Browser = null)
{
    private const int AgentCharsMax = 200;

    public static SessionOrigin Of(HttpContext http)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(each => !char.IsControl(each)).Take(AgentCharsMax)]);
        return new(http.Connection.RemoteIpAddress?.ToString() ?? "", agent, http.Request.Cookies[SignInOptions.BrowserCookieName]);
    }
}
