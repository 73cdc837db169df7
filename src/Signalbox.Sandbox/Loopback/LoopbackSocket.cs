using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Loopback;

/// <summary>One open stream: what happens, as numbered frames.</summary>
internal sealed class LoopbackSocket(SandboxStage stage)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
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
        await socket.ServeAsync(context);
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

        await socket.ServeAsync(context);
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

    private void Offer(LoopbackFrame frame) =>
        socket.Offer(JsonSerializer.SerializeToUtf8Bytes(frame with { Sequence = ++sequence }, LoopbackJson.Default.LoopbackFrame));
}
