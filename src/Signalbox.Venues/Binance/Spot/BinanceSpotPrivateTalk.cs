using System.Globalization;
using System.Text;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>
/// Account events over the WebSocket API: one signed request subscribes, and works for every kind of key. Lines live 24
/// hours at most and need no heartbeat of ours.
/// </summary>
internal sealed class BinanceSpotPrivateTalk(Uri address, BinanceSigner signer, VenueLineState state, OrderMemory memory) : IStreamTalk<VenueEvent>
{
    private const int SubscribeId = 1;

    public StreamRhythm Rhythm { get; } = new() { LifeMax = TimeSpan.FromHours(23.5) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    public void Open(StreamTurn<VenueEvent> turn) => turn.Send(Subscription(signer, state.VenueNow));

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (BinanceSpotEvents.Read(message) is not { } news)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        if (news.Answer is { } status)
        {
            if (status == 200) turn.Ready();
            else turn.HangUp($"The venue refused the subscription: {news.Error ?? status.ToString(CultureInfo.InvariantCulture)}");
        }

        foreach (var happened in news.Events)
        {
            if (happened is VenueEvent.OrderChanged changed)
            {
                memory.Note(changed.Report);
            }

            turn.Tell(happened);
        }

        if (news.Ended is { } why)
        {
            turn.HangUp($"The venue ends the stream: {why}.");
        }
    }

    /// <summary>The parameters are signed in the order of their names.</summary>
    internal static byte[] Subscription(BinanceSigner signer, DateTimeOffset venueNow)
    {
        var timestamp = UnixTime.Milliseconds(venueNow);
        var signature = signer.Sign($"apiKey={signer.Key}&timestamp={timestamp}");
        return Encoding.UTF8.GetBytes(
            $$$"""{"id":{{{SubscribeId}}},"method":"userDataStream.subscribe.signature","params":{"apiKey":"{{{signer.Key}}}","timestamp":{{{timestamp}}},"signature":"{{{signature}}}"}}""");
    }
}
