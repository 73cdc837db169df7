using System.Net.WebSockets;
using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Wire;

/// <summary>
/// A WebSocket that reads whole messages into one buffer. A silent line is noticed by unanswered pings; every end has a
/// reason and none is an exception.
/// </summary>
public sealed class WireSocket : IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;
    private const int MessageBytesMax = 4 * 1024 * 1024;

    /// <summary>Messages that lie there already are read so many in a row; then others waiting for the thread have their turn.</summary>
    private const int InARowMax = 32;

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly HttpMessageInvoker? invoker;
    private byte[] buffer = new byte[FirstBufferBytes];
    private int inARow;

    private WireSocket(SocketDial dial, EgressRoute route)
    {
        socket.Options.KeepAliveInterval = dial.PingEvery;
        socket.Options.KeepAliveTimeout = dial.PongWithin;
        socket.Options.Proxy = null;
        if (route != EgressRoute.Direct)
        {
            var handler = new SocketsHttpHandler();
            route.Apply(handler);
            invoker = new(handler);
        }
    }

    /// <summary>Why it ended.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Connects; the socket has already ended when that failed.</summary>
    public static Task<WireSocket> ConnectAsync(
        Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, TimeSpan timeout, TimeProvider clock, CancellationToken cancel) =>
        ConnectAsync(new(address, headers, timeout), EgressRoute.Direct, clock, cancel);

    public static async Task<WireSocket> ConnectAsync(SocketDial dial, EgressRoute route, TimeProvider clock, CancellationToken cancel)
    {
        var wire = new WireSocket(dial, route);
        foreach (var (name, value) in dial.Headers)
        {
            wire.socket.Options.SetRequestHeader(name, value);
        }

        using var late = new CancellationTokenSource(dial.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await wire.socket.ConnectAsync(dial.Address, wire.invoker, either.Token);
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
                if (inARow >= InARowMax)
                {
                    // A burst would keep the thread for as long as it lasts, and orders wait for one too.
                    inARow = 0;
                    await Task.Yield();
                }

                var receiving = socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                inARow = receiving.IsCompleted ? inARow + 1 : 0;
                var part = await receiving;
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
        catch (OperationCanceledException aborted) when (!cancel.IsCancellationRequested)
        {
            // Hung up while somebody read, by us or by its own unanswered pings: the framework calls both a cancellation.
            return Ended($"The stream broke: {aborted.InnerException?.Message ?? "its other end does not answer"}");
        }

        return Ended(Why.Length > 0 ? Why : "The stream is closed.");
    }

    /// <summary>Sends one text; a line that is broken is noticed by whoever reads.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (Exception broken) when (broken is WebSocketException or InvalidOperationException or ObjectDisposedException
            || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Why = $"The stream broke: {broken.Message}";
            socket.Abort();
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Ends the line at once, for a reason that readers are told.</summary>
    public void HangUp(string why)
    {
        Why = why;
        socket.Abort();
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
        invoker?.Dispose();
    }

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
        Why = Why.Length > 0 ? Why : why;
        return null;
    }
}

/// <summary>Where a WebSocket goes, and how long opening it may take.</summary>
public sealed record SocketDial(Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers, TimeSpan Timeout)
{
    /// <summary>How often the other end is asked whether it is there. Default 5 s.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An end that does not answer within this is gone. Default 10 s.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(10);
}
