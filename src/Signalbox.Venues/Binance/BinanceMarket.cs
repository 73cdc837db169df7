using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance;

/// <summary>What is subscribed where: quotes and books at one address, trades at another.</summary>
internal static class BinanceMarket
{
    public static LiveQuotes Quotes(Uri address, VenueStreamOptions options, TimeProvider clock)
    {
        var source = new BinanceMarketSource(address, static _ => throw new InvalidOperationException("Quotes need no book."));
        return new(wanted => new BinanceMarketTalk(source, wanted, clock), static instrument => $"{Lower(instrument)}@bookTicker", options, clock);
    }

    /// <summary>Everything a subscription wants, from the addresses that bring it.</summary>
    public static IAsyncEnumerable<MarketEvent> SubscribeAsync(
        BinanceAddresses addresses, bool isFutures, MarketSubscription wish, Func<InstrumentId, Task<VenueAnswer<BookSnapshot>>> askBook,
        VenueStreamOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var books = new WantedStreams(1_000);
        var trades = addresses.Market == addresses.Books ? books : new WantedStreams(1_000);
        foreach (var instrument in wish.Instruments)
        {
            if (wish.Quotes) books.Want($"{Lower(instrument)}@bookTicker");
            if (wish.Books) books.Want($"{Lower(instrument)}@depth@100ms");
            if (wish.Trades || wish.Candles is not null) trades.Want($"{Lower(instrument)}@{(isFutures ? "aggTrade" : "trade")}");
        }

        var sources = trades == books ? new[] { (addresses.Books, books) } : [(addresses.Books, books), (addresses.Market, trades)];
        return StreamMerge.OfAsync(
            [.. sources.Where(each => each.Item2.All.Count > 0).Select(each => Told(
                new VenueStream<MarketEvent>(() => new BinanceMarketTalk(
                    new(each.Item1, askBook) { Trades = wish.Trades, Candles = wish.Candles }, each.Item2, clock), options, clock), cancel))],
            cancel);
    }

    // Stream names are in lower case, whatever the alphabet of the symbol.
    private static string Lower(InstrumentId instrument) => instrument.Value.ToLowerInvariant();

    private static async IAsyncEnumerable<MarketEvent> Told(VenueStream<MarketEvent> stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }
}
