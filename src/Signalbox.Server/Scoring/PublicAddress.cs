using System.Net;
using System.Net.Sockets;

namespace Signalbox.Server.Scoring;

/// <summary>Whether an address belongs to somebody on the internet: not this machine, not a private or special network.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special = [.. ((string[])
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    ]).Select(network => IPNetwork.Parse(network))];

    /// <summary>The only part of IPv6 that is routed; what is carried within it is excluded above.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Special, network => network.Contains(plain))
            && (plain.AddressFamily == AddressFamily.InterNetwork || Global6.Contains(plain));
    }
}
