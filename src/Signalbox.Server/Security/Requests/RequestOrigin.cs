using Signalbox.Server.Configuration.Audit;

namespace Signalbox.Server.Security.Requests;

/// <summary>
/// Where the request that is being served came from. It flows with the request instead of being handed on, so that no
/// audit event can be written without it.
/// </summary>
public static class RequestOrigin
{
    public const string Header = "X-Request-Id";

    private const int AgentCharsMax = 256;

    private static readonly PathString[] Noted = ["/api", "/oauth"];

    private static readonly AsyncLocal<Origin?> Ambient = new();

    /// <summary>Null outside of a request.</summary>
    public static Origin? Current => Ambient.Value;

    internal static Task NoteAsync(HttpContext http, RequestDelegate next)
    {
        // Signals do not pay for it: they leave events of their own.
        if (Noted.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            Ambient.Value = Of(http);
            http.Response.Headers[Header] = http.TraceIdentifier;
        }

        return next(http);
    }

    private static Origin Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        var agent = StorableAgent(http.Request.Headers.UserAgent.ToString());
        return new((address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : address)?.ToString(), agent, http.TraceIdentifier);
    }

    // PostgreSQL keeps no NUL, and a half surrogate is no text.
    private static string? StorableAgent(string agent)
    {
        var kept = new string([.. agent.Where(letter => letter is >= ' ' and < '\u007F').Take(AgentCharsMax)]);
        return kept.Length == 0 ? null : kept;
    }
}
