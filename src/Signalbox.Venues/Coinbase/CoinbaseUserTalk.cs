using System.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Coinbase;

/// <summary>The account's orders and positions, and a heartbeat each second that keeps the line open and shows that it lives.</summary>
internal sealed class CoinbaseUserTalk(Uri address, CoinbaseSigner signer, Func<DateTimeOffset> venueNow, OrderMemory memory, CoinbaseNumbers numbers) : IStreamTalk<VenueEvent>
{
    private readonly CoinbaseSequence sequence = new();

    public StreamRhythm Rhythm { get; } = new() { SilenceMax = TimeSpan.FromSeconds(15) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    public void Open(StreamTurn<VenueEvent> turn)
    {
        foreach (var channel in new[] { "heartbeats", "user" })
        {
            turn.Send(Encoding.UTF8.GetBytes($$"""{"type":"subscribe","channel":"{{channel}}","jwt":"{{signer.TokenForStream(venueNow())}}"}"""));
        }
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (CoinbaseEvents.Read(message) is not { } told)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        if (told.Refusal is { } why)
        {
            turn.HangUp(why);
            return;
        }

        if (sequence.IsOld(told.Sequence))
        {
            return;
        }

        if (sequence.Missing(told.Sequence) is { } missing)
        {
            turn.Gap(missing);
        }

        if (told.IsSubscribed)
        {
            turn.Ready();
        }

        foreach (var happened in told.Events)
        {
            if (happened is VenueEvent.OrderChanged { Report: var report })
            {
                memory.Note(report);
                numbers.Note(report);
            }

            turn.Tell(happened);
        }
    }
}
