using System.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>Orders, fills and balances of the account, opened with a token that is asked for before each connection.</summary>
internal sealed class KrakenSpotPrivateTalk(Uri address, Func<CancellationToken, Task<VenueAnswer<string>>> askToken, KrakenPairs pairs, OrderMemory memory) : IStreamTalk<VenueEvent>
{
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("""{"method":"ping"}""");

    private readonly KrakenSpotEvents events = new(pairs);
    private readonly HashSet<string> missing = new(StringComparer.Ordinal) { "executions", "balances" };
    private string token = "";

    public StreamRhythm Rhythm { get; } = KrakenSpotMarketTalk.Alive;

    public async Task<StreamDial> DialAsync(CancellationToken cancel)
    {
        var answer = await askToken(cancel);
        token = answer.Value ?? "";
        return answer.Value is null ? StreamDial.Failed(answer.Failure!) : StreamDial.To(address);
    }

    public void Open(StreamTurn<VenueEvent> turn)
    {
        turn.Send(Encoding.UTF8.GetBytes($$$"""{"method":"subscribe","params":{"channel":"executions","snap_orders":true,"snap_trades":false,"order_status":true,"token":"{{{token}}}"}}"""));
        turn.Send(Encoding.UTF8.GetBytes($$$"""{"method":"subscribe","params":{"channel":"balances","snapshot":true,"token":"{{{token}}}"}}"""));
    }

    public ReadOnlyMemory<byte> Speak() => Ping;

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (events.Read(message) is not { } news)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        if (news.Refused is { } why)
        {
            turn.HangUp($"The venue refused the subscription: {why}");
        }

        foreach (var happened in news.Events)
        {
            if (happened is VenueEvent.OrderChanged changed)
            {
                memory.Note(changed.Report);
            }

            turn.Tell(happened);
        }

        if (news.Gap is { } gap)
        {
            turn.Gap(gap);
        }

        if (news.Subscribed is { } channel && missing.Remove(channel) && missing.Count == 0)
        {
            turn.Ready();
        }
    }
}
