using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>One account at Kraken futures.</summary>
public sealed class KrakenFuturesVenue : NativeVenue
{
    private readonly KrakenOptions options;
    private readonly KrakenFuturesSigner signer;
    private readonly KrakenFillFees fees = new();

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public KrakenFuturesVenue(KrakenOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Kraken futures", options, options.Key, limiter, clock)
    {
        this.options = options;
        signer = new(options.Key, options.Secret, clock);
        Begin(
            new KrakenFuturesRest(LineTo(options.Addresses.Rest, new KrakenFuturesVoice()), new(signer), fees, State, clock),
            new LiveQuotes(wanted => Talk(wanted, quotes: true, books: false, new(trades: false, candles: null)), static instrument => $"book {instrument.Value}", Streams, clock));
    }

    public override VenueCapabilities Capabilities => KrakenCapabilities.Futures;

    protected override string MayNotTrade => "The key may not trade. Give it full access to general methods at Kraken futures; it needs no right to transfer.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel)
    {
        var wanted = new WantedStreams(1_000);
        foreach (var instrument in subscription.Instruments)
        {
            if (subscription.Quotes || subscription.Books) wanted.Want($"book {instrument.Value}");
            if (subscription.Trades || subscription.Candles is not null) wanted.Want($"trade {instrument.Value}");
        }

        return KrakenMarket.ToldAsync(
            new(() => Talk(wanted, subscription.Quotes, subscription.Books, new(subscription.Trades, subscription.Candles)), Streams, Clock), cancel);
    }

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new KrakenFuturesPrivateTalk(options.Addresses.Private, signer, fees, Memory);

    private KrakenFuturesMarketTalk Talk(WantedStreams wanted, bool quotes, bool books, KrakenTape tape) =>
        new(options.Addresses.Market, wanted, quotes, books, tape, Clock);
}
