using System.Text;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>Orders, fills, positions and balances of the account, opened by signing the venue's challenge.</summary>
internal sealed class KrakenFuturesPrivateTalk(Uri address, KrakenFuturesSigner signer, KrakenFillFees fees, OrderMemory memory) : IStreamTalk<VenueEvent>
{
    private static readonly string[] Feeds = ["open_orders_verbose", "fills", "open_positions", "balances"];

    private readonly KrakenFuturesEvents events = new();
    private readonly HashSet<string> missing = new(Feeds, StringComparer.Ordinal);

    public StreamRhythm Rhythm { get; } = KrakenFuturesMarketTalk.Alive;

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    public void Open(StreamTurn<VenueEvent> turn)
    {
        turn.Send(KrakenFuturesMarketTalk.Heartbeat);
        turn.Send(Encoding.UTF8.GetBytes($$"""{"event":"challenge","api_key":"{{signer.Key}}"}"""));
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (WireJson.Read(message, KrakenFuturesStreamJson.Default.KrakenFuturesMessage) is not { } told)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        switch (told.Event)
        {
            case "challenge":
                Subscribe(told.Message ?? "", turn);
                return;
            case "subscribed" when told.Feed is { } feed && missing.Remove(feed) && missing.Count == 0:
                turn.Ready();
                return;
            case "subscribed_failed" or "error" or "alert" when missing.Count > 0:
                turn.HangUp($"The venue refused the subscription: {told.Message ?? told.Feed ?? "no reason given"}");
                return;
        }

        Tell(events.Read(told), turn);
    }

    private void Tell(KrakenFuturesNews news, StreamTurn<VenueEvent> turn)
    {
        foreach (var happened in news.Events)
        {
            switch (happened)
            {
                case VenueEvent.OrderChanged changed:
                    memory.Note(changed.Report);
                    break;
                case VenueEvent.Executed executed:
                    fees.Note(executed.Fill.FillId, executed.Fill.Fee, executed.Fill.FeeCurrency);
                    break;
            }

            turn.Tell(happened is VenueEvent.Executed fill ? new VenueEvent.Executed(memory.Named(fill.Fill)) : happened);
        }

        if (news.Gap is { } gap)
        {
            turn.Gap(gap);
        }
    }

    private void Subscribe(string challenge, StreamTurn<VenueEvent> turn)
    {
        var signed = signer.Sign(challenge);
        foreach (var feed in Feeds)
        {
            turn.Send(Encoding.UTF8.GetBytes(
                $$"""{"event":"subscribe","feed":"{{feed}}","api_key":"{{signer.Key}}","original_challenge":"{{challenge}}","signed_challenge":"{{signed}}"}"""));
        }
    }
}
