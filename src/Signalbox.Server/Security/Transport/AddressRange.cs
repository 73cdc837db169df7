using System.Net;

namespace Signalbox.Server.Security.Transport;

/// <summary>Addresses that begin alike, such as 10.0.0.0/8. A bare address is a range of one.</summary>
public sealed record AddressRange(IPNetwork Network)
{
    /// <summary>What to write instead of something that is no range.</summary>
    public const string Expected = "Write an address such as 203.0.113.7, or a range such as 203.0.113.0/24 whose address is the first of it.";

    /// <summary>Null for whatever is not written out in full: 10.1 or 0x7f.1 are addresses to some programs and typing errors to people.</summary>
    public static AddressRange? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(first, out var address) || address.ScopeIdOrZero() != 0
            || (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && address.ToString() != first))
        {
            return null;
        }

        var bits = address.GetAddressBytes().Length * 8;
        if (slash >= 0 && !(int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out bits) && bits <= address.GetAddressBytes().Length * 8))
        {
            return null;
        }

        return IPNetwork.TryParse($"{address}/{bits}", out var network) && network.BaseAddress.Equals(address) ? new(network) : null;
    }

    public bool Contains(IPAddress address) => Network.Contains(address.Plain());

    public override string ToString() =>
        Network.PrefixLength == Network.BaseAddress.GetAddressBytes().Length * 8 ? Network.BaseAddress.ToString() : Network.ToString();
}

internal static class PlainAddress
{
    extension(IPAddress address)
    {
        /// <summary>An IPv4 address as such, also where a socket for both kinds dressed it as IPv6.</summary>
        public IPAddress Plain() => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

        public long ScopeIdOrZero() => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
    }
}
