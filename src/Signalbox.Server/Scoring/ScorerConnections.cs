using System.Net;
using System.Net.Sockets;

namespace Signalbox.Server.Scoring;

/// <summary>
/// Connections to scorers. The address a name stands for is checked at the moment it is connected to: a name that meant
/// somebody else when the gate was configured reaches nothing private either.
/// </summary>
internal static class ScorerConnections
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Handler(ScorerOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = options.ConnectionsMax,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = options.AnswerBytesMax,
        PooledConnectionLifetime = Lifetime,
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, options, cancel),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, ScorerOptions options, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancel);
        if (!options.Allows(target.Host) && !Array.TrueForAll(addresses, PublicAddress.Is))
        {
            throw new PrivateScorerException($"{target.Host} is in a private network. Start the server with --private-scorers {target.Host} to allow it.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

internal sealed class PrivateScorerException(string message) : Exception(message);
