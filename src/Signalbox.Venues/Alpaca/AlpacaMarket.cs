using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Alpaca;

/// <summary>Stocks and coins come over a line each. Option contracts are streamed in another encoding; their quotes are asked for.</summary>
internal sealed class AlpacaMarket : ILiveQuotes
{
    private readonly QuoteBoard quotes = new();
    private readonly AlpacaFeed stocks;
    private readonly AlpacaFeed coins;

    public AlpacaMarket(AlpacaOptions options, AlpacaSigner signer, VenueStreamOptions streams, TimeProvider clock)
    {
        stocks = new(new(options.Addresses.Streams, $"/v2/{options.StockFeed}"), signer, quotes, streams, clock);
        coins = new(new(options.Addresses.Streams, "/v1beta3/crypto/us"), signer, quotes, streams, clock);
    }

    public MarketView? Latest(InstrumentId instrument)
    {
        Want(instrument);
        return quotes.Latest(instrument);
    }

    public void Want(InstrumentId instrument) => FeedOf(instrument)?.Want(AlpacaStreamNames.Of(AlpacaStreamNames.Quotes, instrument.Value));

    public IAsyncEnumerable<MarketEvent> SubscribeAsync(MarketSubscription wish, CancellationToken cancel) => StreamMerge.OfAsync(
        [
            .. wish.Instruments.Where(instrument => FeedOf(instrument) is not null).GroupBy(instrument => FeedOf(instrument)!)
                .Select(group => group.Key.ListenAsync(wish, [.. group.SelectMany(instrument => NamesOf(wish, instrument))], cancel)),
        ],
        cancel);

    public async ValueTask DisposeAsync()
    {
        await stocks.DisposeAsync();
        await coins.DisposeAsync();
    }

    private AlpacaFeed? FeedOf(InstrumentId instrument) => AlpacaSymbols.KindOf(instrument.Value) switch
    {
        InstrumentKind.Spot => coins,
        InstrumentKind.Stock => stocks,
        _ => null,
    };

    private IEnumerable<string> NamesOf(MarketSubscription wish, InstrumentId instrument)
    {
        if (wish.Quotes) yield return AlpacaStreamNames.Of(AlpacaStreamNames.Quotes, instrument.Value);
        if (wish.Trades || wish.Candles is not null) yield return AlpacaStreamNames.Of(AlpacaStreamNames.Trades, instrument.Value);
        if (wish.Books && FeedOf(instrument) == coins) yield return AlpacaStreamNames.Of(AlpacaStreamNames.Books, instrument.Value);
    }
}
