using System.Net;

namespace Signalbox.Server.Security.Transport;

/// <summary>
/// Puts the sender's own address, scheme and host in place of a trusted proxy's. The headers of anybody else change nothing:
/// whoever could choose the address would choose one that is allowed. Goes before everything that looks at the address.
/// </summary>
internal sealed class ForwardedRequests(TrustedProxies trusted)
{
    public const string For = "X-Forwarded-For";
    public const string Proto = "X-Forwarded-Proto";
    public const string Host = "X-Forwarded-Host";

    /// <summary>No chain of proxies is longer; a longer header is somebody's attempt to make work.</summary>
    private const int HopsMax = 16;

    public Task ReadAsync(HttpContext http, RequestDelegate next)
    {
        var connection = http.Connection;
        connection.RemoteIpAddress = connection.RemoteIpAddress?.Plain();
        if (connection.RemoteIpAddress is { } peer && trusted.Trusts(peer) && http.Request.Headers.ContainsKey(For))
        {
            http.Features.Set(new PassedOn(peer));
            connection.RemoteIpAddress = SenderOf(http.Request, peer);
            Believe(http.Request);
        }

        return next(http);
    }

    /// <summary>Each proxy adds the address it was called from at the right, so the first untrusted one from there is the sender's.</summary>
    private IPAddress SenderOf(HttpRequest request, IPAddress peer)
    {
        var hops = string.Join(',', request.Headers[For].AsEnumerable()).Split(',', StringSplitOptions.TrimEntries);
        var sender = peer;
        for (var hop = hops.Length - 1; hop >= Math.Max(0, hops.Length - HopsMax); hop--)
        {
            if (!IPEndPoint.TryParse(hops[hop], out var end))
            {
                break;
            }

            sender = end.Address.Plain();
            if (!trusted.Trusts(sender))
            {
                break;
            }
        }

        return sender;
    }

    private static void Believe(HttpRequest request)
    {
        if (Nearest(request, Proto) is "http" or "https")
        {
            request.Scheme = Nearest(request, Proto)!;
        }

        if (Nearest(request, Host) is { } text && new HostString(text) is var host && Uri.CheckHostName(host.Host.Trim('[', ']')) != UriHostNameType.Unknown)
        {
            request.Host = host;
        }
    }

    /// <summary>What the nearest proxy said; what stands left of it may come from the sender.</summary>
    private static string? Nearest(HttpRequest request, string header) =>
        request.Headers[header] is [.., { Length: > 0 } last] && last[(last.LastIndexOf(',') + 1)..].Trim() is { Length: > 0 } said ? said : null;
}
