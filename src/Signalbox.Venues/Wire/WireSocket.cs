using System.Net.WebSockets;

namespace Signalbox.Venues.Wire;

/// <summary>
/// A WebSocket that reads whole messages into one buffer. A silent line is noticed by unanswered pings; every end has a
/// reason and none is an exception.
/// </summary>
public sealed class WireSocket : IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;
    private const int MessageBytesMax = 4 * 1024 * 1024;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket socket = new();
    private byte[] buffer = new byte[FirstBufferBytes];

    private WireSocket()
    {
        socket.Options.KeepAliveInterval = PingEvery;
        socket.Options.KeepAliveTimeout = PongWithin;
        socket.Options.Proxy = null;
    }

    /// <summary>Why it ended.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Connects; the socket has already ended when that failed.</summary>
    public static async Task<WireSocket> ConnectAsync(
        Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, TimeSpan timeout, TimeProvider clock, CancellationToken cancel)
    {
        var wire = new WireSocket();
        foreach (var (name, value) in headers)
        {
            wire.socket.Options.SetRequestHeader(name, value);
        }

        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await wire.socket.ConnectAsync(address, either.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or HttpRequestException || late.IsCancellationRequested)
        {
            wire.Why = $"The stream could not be opened: {failure.Message}";
        }

        return wire;
    }

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>The next message, valid until the one after it is asked for; null when the line has ended.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancel)
    {
        var length = 0;
        try
        {
            while (IsOpen)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return Ended($"The venue closed the stream: {socket.CloseStatusDescription ?? "no reason given"}.");
                }

                if (part.EndOfMessage)
                {
                    return buffer.AsMemory(0, length);
                }

                if (length == buffer.Length && !TryGrow())
                {
                    return Ended($"A message was longer than {MessageBytesMax} bytes.");
                }
            }
        }
        catch (WebSocketException broken)
        {
            return Ended($"The stream broke: {broken.Message}");
        }

        return Ended(Why.Length > 0 ? Why : "The stream is closed.");
    }

    public void Dispose() => socket.Dispose();

    private bool TryGrow()
    {
        if (buffer.Length >= MessageBytesMax)
        {
            return false;
        }

        Array.Resize(ref buffer, buffer.Length * 2);
        return true;
    }

    private ReadOnlyMemory<byte>? Ended(string why)
    {
        Why = why;
        return null;
    }
}
