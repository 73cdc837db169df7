using System.Runtime.CompilerServices;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Okx;

/// <summary>Market streams of one address: quotes for whoever asks, and what a subscription wants.</summary>
internal static class OkxMarket
{
    // Books are heavy: the venue advises fewer than thirty of them a line.
    private const int ChannelsMax = 1_000;

    public static LiveQuotes Quotes(Uri address, VenueStreamOptions options, TimeProvider clock) => new(
        wanted => new OkxMarketTalk(address, wanted, new([]), clock), static instrument => OkxMarketTalk.NameOf(OkxMarketTalk.Quotes, instrument), options, clock);

    public static async IAsyncEnumerable<MarketEvent> SubscribeAsync(
        Uri address, MarketSubscription wish, VenueStreamOptions options, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wanted = new WantedStreams(ChannelsMax);
        foreach (var instrument in wish.Instruments)
        {
            if (wish.Quotes) wanted.Want(OkxMarketTalk.NameOf(OkxMarketTalk.Quotes, instrument));
            if (wish.Books) wanted.Want(OkxMarketTalk.NameOf(OkxMarketTalk.Books, instrument));
            if (wish.Trades || wish.Candles is not null) wanted.Want(OkxMarketTalk.NameOf(OkxMarketTalk.Trades, instrument));
        }

        var stream = new VenueStream<MarketEvent>(() => new OkxMarketTalk(address, wanted, wish, clock), options, clock);
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }
}
