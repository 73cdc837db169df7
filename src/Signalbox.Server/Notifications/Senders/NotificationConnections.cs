using System.Net;
using System.Net.Sockets;
using Signalbox.Server.Scoring;

namespace Signalbox.Server.Notifications.Senders;

/// <summary>
/// Connections to destinations. The address a name stands for is checked at the moment it is connected to, so that a name that meant
/// somebody else when it was entered reaches nothing private either.
/// </summary>
internal sealed class NotificationConnections(NotificationOptions options)
{
    /// <summary>This machine by its own names: whoever names it means it.</summary>
    public static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Trim('[', ']'), cancel);
        if (!options.Allows(host) && !Array.TrueForAll(addresses, address => PublicAddress.Is(address) || (IsThisMachine(host) && IPAddress.IsLoopback(address))))
        {
            throw new PrivateDestinationException(Refusal(host));
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What is wrong with a host as it stands; null when nothing is, or when only its name's address will tell.</summary>
    public static string? Fault(string host, NotificationOptions options) =>
        !options.Allows(host) && !IsThisMachine(host) && IPAddress.TryParse(host.Trim('[', ']'), out var address) && !PublicAddress.Is(address) ? Refusal(host) : null;

    private static string Refusal(string host) => $"{host} is in a private network. Start the server with --private-notifications {host} to allow it.";
}

internal sealed class PrivateDestinationException(string message) : IOException(message);
