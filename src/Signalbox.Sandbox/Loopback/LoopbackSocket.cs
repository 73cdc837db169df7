using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Sandbox.Faults;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Loopback;

/// <summary>One open stream: frames wait in a bounded queue, are numbered, and meet the faults that are planned for them.</summary>
internal sealed class LoopbackSocket(SandboxStage stage)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly FaultPlan plan = stage.Faults;
    private readonly Channel<LoopbackFrame> waiting = Channel.CreateBounded<LoopbackFrame>(
        new BoundedChannelOptions(stage.Options.FramesMax) { SingleReader = true });

    private long sequence;

    public async Task ServeAccountAsync(HttpContext context, SandboxAccount account)
    {
        using var joined = floor.Join(happening =>
        {
            if (happening.Account == account.Trading)
            {
                Offer(happening);
            }
        });
        await ServeAsync(context);
    }

    public async Task ServeQuotesAsync(HttpContext context)
    {
        using var watching = floor.Watch(Offer);
        foreach (var instrument in floor.Instruments)
        {
            floor.Read(_ =>
            {
                Offer(instrument.Id);
                return true;
            });
        }

        await ServeAsync(context);
    }

    private void Offer(Happening happening)
    {
        if (happening.Event is OrderFilled fill)
        {
            Offer(new LoopbackFrame(0, null, LoopbackReports.Of(fill, happening.At), null));
        }

        if (happening.Order is { } order && happening.Event is not OrderReplenished)
        {
            Offer(new LoopbackFrame(0, LoopbackReports.Of(order), null, null));
        }
    }

    private void Offer(InstrumentId instrument) =>
        Offer(new LoopbackFrame(0, null, null, LoopbackReports.Quote(floor.Book(instrument)!, floor.Now)));

    // A reader that is too slow is cut off, as exchanges do: it must connect and ask again.
    private void Offer(LoopbackFrame frame)
    {
        if (!waiting.Writer.TryWrite(frame with { Sequence = ++sequence }))
        {
            waiting.Writer.TryComplete();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var registered = plan.Register(context.Request.Path, context.Abort);
        var listening = ListenAsync(socket, context.RequestAborted);
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
        await foreach (var frame in waiting.Reader.ReadAllAsync(cancel))
        {
            var fault = plan.TakeForFrame(path)?.Fault;
            var message = JsonSerializer.SerializeToUtf8Bytes(frame, LoopbackJson.Default.LoopbackFrame);
            for (var copies = fault switch { FaultKind.DropFrame => 0, FaultKind.DuplicateFrame => 2, _ => 1 }; copies > 0; copies--)
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
            }
        }
    }

    // Clients say nothing here, but pings are answered and a farewell is noticed only while someone reads.
    private async Task ListenAsync(WebSocket socket, CancellationToken cancel)
    {
        var ignored = new byte[256];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                await socket.ReceiveAsync(ignored.AsMemory(), cancel);
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The line has ended; the sender notices too.
        }

        waiting.Writer.TryComplete();
    }
}
