using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance;

/// <summary>
/// Best quotes of what anybody asks for: the first question about an instrument subscribes it. One a connection; it reads
/// until it is disposed of.
/// </summary>
internal sealed class BinanceMarket : IMarketData, IAsyncDisposable
{
    // Far below the 1,024 streams of a line.
    private const int InstrumentsMax = 500;

    private readonly QuoteBoard quotes = new();
    private readonly WantedStreams wanted = new(InstrumentsMax);
    private readonly CancellationTokenSource ending = new();
    private readonly VenueStream<MarketEvent> stream;
    private readonly Task reading;

    public BinanceMarket(Uri address, VenueStreamOptions options, TimeProvider clock)
    {
        var source = new BinanceMarketSource(address, static _ => throw new InvalidOperationException("Quotes need no book."));
        stream = new(() => new BinanceMarketTalk(source, wanted, clock), options, clock);
        reading = ReadAsync(ending.Token);
    }

    public QuoteBoard Quotes => quotes;

    public MarketView? Latest(InstrumentId instrument)
    {
        Want(instrument);
        return quotes.Latest(instrument);
    }

    public void Want(InstrumentId instrument) => wanted.Want($"{Lower(instrument)}@bookTicker");

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

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        ending.Dispose();
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

    private async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var news in stream.ReadAsync(cancel))
            {
                if (news.What is MarketEvent.Quoted quoted)
                {
                    quotes.Publish(quoted.Instrument, quoted.View);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The connection is being closed.
        }
    }
}
