using System.Runtime.CompilerServices;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Bybit;

/// <summary>Market streams of one product.</summary>
internal static class BybitMarket
{
    private const int StreamsMax = 500;

    public static LiveQuotes Quotes(BybitOptions options, VenueStreamOptions streams, TimeProvider clock) => new(
        wanted => new BybitMarketTalk(AddressOf(options), new([]), wanted, clock), BybitTopics.Quotes, streams, clock, StreamsMax);

    public static async IAsyncEnumerable<MarketEvent> SubscribeAsync(
        BybitOptions options, MarketSubscription wish, VenueStreamOptions streams, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wanted = new WantedStreams(StreamsMax);
        foreach (var instrument in wish.Instruments)
        {
            if (wish.Quotes) wanted.Want(BybitTopics.Quotes(instrument));
            if (wish.Books) wanted.Want(BybitTopics.Book(instrument));
            if (wish.Trades || wish.Candles is not null) wanted.Want(BybitTopics.Trades(instrument));
        }

        var stream = new VenueStream<MarketEvent>(() => new BybitMarketTalk(AddressOf(options), wish, wanted, clock), streams, clock);
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }

    private static Uri AddressOf(BybitOptions options) => new(options.Addresses.Public, options.Product.Word());
}
