using System.Net;
using System.Net.Sockets;

namespace Signalbox.Server.Security.Sessions;

/// <summary>What limits by sender count by: whoever has an IPv6 address has the rest of its network too.</summary>
internal static class SenderNetwork
{
    private const int NetworkBytesV6 = 8;

    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress?.ToString() ?? "");

    public static string Of(string address) => !IPAddress.TryParse(address, out var parsed) ? address
        : parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4().ToString()
        : parsed.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, NetworkBytesV6))
        : address;
}
