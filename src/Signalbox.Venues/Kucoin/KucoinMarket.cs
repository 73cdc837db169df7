using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin;

/// <summary>What is subscribed for whom.</summary>
internal static class KucoinMarket
{
    public static LiveQuotes Quotes(KucoinMarketSource source, VenueStreamOptions options, TimeProvider clock) =>
        new(wanted => new KucoinMarketTalk(source, wanted, clock), instrument => source.QuoteTopic + instrument.Value, options, clock, instrumentsMax: 300);

    public static async IAsyncEnumerable<MarketEvent> SubscribeAsync(
        KucoinMarketSource source, MarketSubscription wish, VenueStreamOptions options, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A line takes 300 topics; each instrument of a topic counts.
        var wanted = new WantedStreams(300);
        foreach (var instrument in wish.Instruments)
        {
            Want(wish.Quotes, source.QuoteTopic, instrument);
            Want(wish.Books, source.BookTopic, instrument);
            Want(wish.Trades || wish.Candles is not null, source.TradeTopic, instrument);
        }

        void Want(bool isWanted, string topic, InstrumentId instrument)
        {
            if (isWanted)
            {
                wanted.Want(topic + instrument.Value);
            }
        }

        var whole = source with { Trades = wish.Trades, Candles = wish.Candles };
        await foreach (var news in new VenueStream<MarketEvent>(() => new KucoinMarketTalk(whole, wanted, clock), options, clock).ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }
}
