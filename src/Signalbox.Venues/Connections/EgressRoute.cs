using System.Net;
using System.Net.Sockets;

namespace Signalbox.Venues.Connections;

/// <summary>
/// How a connection leaves this machine: directly, or through a proxy that also resolves the names, and from which of its
/// addresses. Nothing goes beside it: a proxy that fails is a failed connection, never a direct one.
/// </summary>
public sealed record EgressRoute
{
    public static readonly EgressRoute Direct = new();

    /// <summary><c>http://</c> or <c>socks5://</c>, with name and password if it wants them. Null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The local address connections come from. Null for any.</summary>
    public IPAddress? Source { get; init; }

    public static EgressRoute Read(string? proxy, string? source)
    {
        Uri? address = null;
        if (proxy is not null && (!Uri.TryCreate(proxy, UriKind.Absolute, out address) || address.Scheme is not ("http" or "socks5")))
        {
            throw new ArgumentException("The proxy must be an address like http://host:port or socks5://host:port.", nameof(proxy));
        }

        IPAddress? local = null;
        if (source is not null && !IPAddress.TryParse(source, out local))
        {
            throw new ArgumentException("The source address must be an address of this machine, like 192.0.2.1.", nameof(source));
        }

        return new() { Proxy = address, Source = local };
    }

    /// <summary>For HTTP and WebSockets alike. SOCKS5 hands the name of the venue to the proxy; so does the HTTP proxy's CONNECT.</summary>
    internal void Apply(SocketsHttpHandler handler)
    {
        handler.UseProxy = Proxy is not null;
        handler.Proxy = WebProxy;
        if (Source is { } source)
        {
            handler.ConnectCallback = (context, cancel) => ConnectAsync(source, context.DnsEndPoint, cancel);
        }
    }

    private WebProxy? WebProxy => Proxy is null ? null : new WebProxy(Proxy) { Credentials = Credentials(Proxy), BypassProxyOnLocal = false };

    // The generated text would show the proxy's password.
    public override string ToString() => Proxy is null ? $"direct from {Source}" : $"{Proxy.Scheme}://{Proxy.Host}:{Proxy.Port} from {Source}";

    private static async ValueTask<Stream> ConnectAsync(IPAddress source, DnsEndPoint target, CancellationToken cancel)
    {
        var socket = new Socket(source.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(target, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static NetworkCredential? Credentials(Uri proxy)
    {
        var parts = proxy.UserInfo.Split(':', 2);
        return proxy.UserInfo.Length == 0
            ? null
            : new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
