using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Tests.Venues.Connections;

/// <summary>A SOCKS5 proxy that notes what it was asked for and leads everything to one local port.</summary>
internal sealed class SocksProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly int target;
    private readonly Task accepting;

    public SocksProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"socks5://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The names clients wanted, as they came: an address here would mean that the client had resolved it itself.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(ending.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                await ReadAsync(stream, (await ReadAsync(stream, 2))[1]);
                await stream.WriteAsync(new byte[] { 5, 0 }, ending.Token);
                var head = await ReadAsync(stream, 4);
                Asked.Enqueue(head[3] == 3
                    ? Encoding.ASCII.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]))
                    : new IPAddress(await ReadAsync(stream, head[3] == 1 ? 4 : 16)).ToString());
                await ReadAsync(stream, 2);
                using var onward = new TcpClient();
                await onward.ConnectAsync(IPAddress.Loopback, target, ending.Token);
                await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, ending.Token);
                await Task.WhenAny(stream.CopyToAsync(onward.GetStream(), ending.Token), onward.GetStream().CopyToAsync(stream, ending.Token));
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // Either side has gone.
        }
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, ending.Token);
        return bytes;
    }
}
