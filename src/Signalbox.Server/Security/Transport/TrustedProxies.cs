using System.Net;

namespace Signalbox.Server.Security.Transport;

/// <summary>The reverse proxies in front of this server. What anybody else says about where a request came from is not believed.</summary>
/// <param name="Ranges">Default: none.</param>
public sealed record TrustedProxies(IReadOnlyList<AddressRange> Ranges)
{
    public static readonly TrustedProxies None = new([]);

    public bool Trusts(IPAddress? address) => address is not null && Ranges.Any(range => range.Contains(address));
}

/// <summary>On a request that a trusted proxy passed on: only such a proxy's word on the sender's certificate counts.</summary>
internal sealed record PassedOn(IPAddress Proxy);
