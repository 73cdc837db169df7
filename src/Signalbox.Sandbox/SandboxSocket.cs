using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Signalbox.Sandbox.Faults;

namespace Signalbox.Sandbox;

/// <summary>
/// One open stream of any protocol: frames wait in a bounded queue and meet the faults that are planned for them; a reader
/// that is too slow is cut off, as exchanges do.
/// </summary>
internal sealed class SandboxSocket(SandboxStage stage)
{
    private const int HeardBytesMax = 64 * 1024;

    /// <summary>Frames sent in a row; then requests that wait for the thread have their turn.</summary>
    private const int InARowMax = 32;

    private readonly FaultPlan plan = stage.Faults;
    private readonly Channel<(ReadOnlyMemory<byte> Frame, bool IsNews)> waiting = Channel.CreateBounded<(ReadOnlyMemory<byte>, bool)>(
        new BoundedChannelOptions(stage.Options.FramesMax) { SingleReader = true });

    /// <summary>Queues a frame; never waits.</summary>
    /// <param name="isNews">What is told unasked can be lost or doubled by a fault; answers cannot.</param>
    public void Offer(ReadOnlyMemory<byte> frame, bool isNews = true)
    {
        if (!waiting.Writer.TryWrite((frame, isNews)))
        {
            waiting.Writer.TryComplete();
        }
    }

    /// <summary>Serves until either side ends it.</summary>
    /// <param name="heard">Told every message of the client.</param>
    public async Task ServeAsync(HttpContext context, Action<ReadOnlyMemory<byte>>? heard = null)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var registered = plan.Register(context.Request.Path, context.Abort);
        var listening = ListenAsync(socket, heard, context.RequestAborted);
        try
        {
            await SendAsync(socket, context.Request.Path, context.RequestAborted);
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The client has gone, or was made to go.
        }

        context.Abort();
        await listening;
    }

    private async Task SendAsync(WebSocket socket, string path, CancellationToken cancel)
    {
        var inARow = 0;
        await foreach (var (frame, isNews) in waiting.Reader.ReadAllAsync(cancel))
        {
            if (++inARow % InARowMax == 0)
            {
                await Task.Yield();
            }

            var fault = isNews ? plan.TakeForFrame(path)?.Fault : null;
            for (var copies = fault switch { FaultKind.DropFrame => 0, FaultKind.DuplicateFrame => 2, _ => 1 }; copies > 0; copies--)
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancel);
            }
        }
    }

    // Pings are answered and a farewell is noticed only while someone reads.
    private async Task ListenAsync(WebSocket socket, Action<ReadOnlyMemory<byte>>? heard, CancellationToken cancel)
    {
        var buffer = new byte[HeardBytesMax];
        var length = 0;
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                length += part.Count;
                if (part.EndOfMessage || length == buffer.Length)
                {
                    heard?.Invoke(buffer.AsMemory(0, length));
                    length = 0;
                }
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The line has ended; the sender notices too.
        }

        waiting.Writer.TryComplete();
    }
}
