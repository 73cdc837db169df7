namespace Signalbox.Server.Security.Sessions;

/// <summary>Where a session was opened from, so that its owner recognises it in the list.</summary>
/// <param name="Address">The sender's address as the server saw it.</param>
/// <param name="Agent">What the browser said of itself.</param>
public sealed record SessionOrigin(string Address, string Agent)
{
    private const int AgentCharsMax = 200;

    public static SessionOrigin Of(HttpContext http)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(each => !char.IsControl(each)).Take(AgentCharsMax)]);
        return new(http.Connection.RemoteIpAddress?.ToString() ?? "", agent);
    }
}
