using System.Text;
using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Alpaca;

/// <summary>The account's orders and fills: log in, listen, and each update as it comes. Frames are JSON, of text or binary.</summary>
internal sealed class AlpacaPrivateTalk(Uri address, AlpacaSigner signer, OrderMemory memory, AlpacaNumbers numbers) : IStreamTalk<VenueEvent>
{
    private static readonly ReadOnlyMemory<byte> Listen = Encoding.UTF8.GetBytes("""{"action":"listen","data":{"streams":["trade_updates"]}}""");

    // The venue prescribes no heartbeat: unanswered pings tell that a line is dead.
    public StreamRhythm Rhythm { get; } = new();

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    public void Open(StreamTurn<VenueEvent> turn) => turn.Send(signer.LogIn());

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (AlpacaEvents.Read(message) is not { } told)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        if (told.IsLoggedIn)
        {
            turn.Send(Listen);
        }

        if (told.IsListening)
        {
            turn.Ready();
        }

        if (told.Successor is { } successor && Ours(successor.Replaced.ClientOrderId, successor.Replaced.VenueOrderId) is { } id)
        {
            numbers.Note(id, successor.Number);
            memory.Note(successor.Number, id, successor.Replaced.Instrument);
        }

        foreach (var happened in told.Events)
        {
            turn.Tell(Named(happened));
        }

        if (told.Doubt is { } doubt)
        {
            turn.Gap(doubt);
        }

        if (told.Refusal is { } why)
        {
            turn.HangUp(why);
        }
    }

    // What somebody changed at the venue's own screens carries an id of theirs; it goes by ours.
    private VenueEvent Named(VenueEvent happened)
    {
        switch (happened)
        {
            case VenueEvent.OrderChanged { Report: var report }:
                if (Ours(report.ClientOrderId, report.VenueOrderId) is not { } id)
                {
                    return happened;
                }

                memory.Note(report.VenueOrderId, id, report.Instrument);
                if (report.State is VenueOrderState.Working or VenueOrderState.Triggered)
                {
                    numbers.Note(id, report.VenueOrderId);
                }

                return new VenueEvent.OrderChanged(report with { ClientOrderId = id, ForeignClientId = null });
            case VenueEvent.Executed { Fill: var fill }:
                return new VenueEvent.Executed(memory.Named(fill));
            default:
                return happened;
        }
    }

    private ClientOrderId? Ours(ClientOrderId? said, VenueOrderId number) => said ?? memory.Find(number);
}
