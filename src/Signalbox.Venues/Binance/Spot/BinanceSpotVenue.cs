using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>One account at Binance spot.</summary>
public sealed class BinanceSpotVenue : NativeVenue
{
    private readonly BinanceOptions options;
    private readonly BinanceSigner signer;
    private readonly BinanceSpotRest rest;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public BinanceSpotVenue(BinanceOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Binance", options, options.Key, limiter, clock)
    {
        this.options = options;
        var voice = new BinanceVoice(BinanceErrors.Spot, BinanceSpotLimits.WindowOf, clock);
        signer = Own(new BinanceSigner(options.Key, options.Secret));
        var line = LineTo(options.Addresses.Rest, voice, BinanceVoice.CountHeaders);
        var wallet = options.Addresses.Wallet is { } address ? LineTo(address, voice, BinanceVoice.CountHeaders) : null;
        rest = new(line, wallet, new(signer), State, clock);
        Begin(rest, BinanceMarket.Quotes(options.Addresses.Books, Streams, clock));
    }

    public override VenueCapabilities Capabilities => BinanceCapabilities.Spot;

    protected override string MayNotTrade => "The key may not trade. Allow spot trading for it at Binance; it needs no right to withdraw.";

    /// <summary>A target and a stop of which the first to fill or trigger cancels the other.</summary>
    public Task<VenueOutcome> PlaceOcoAsync(ClientOrderId list, PlaceOrder first, PlaceOrder second, CancellationToken cancel) =>
        rest.PlaceOcoAsync(list, first, second, cancel);

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) => BinanceMarket.SubscribeAsync(
        options.Addresses, isFutures: false, subscription, instrument => rest.BookAsync(instrument, 1_000, cancel), Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new BinanceSpotPrivateTalk(options.Addresses.Private, signer, State, Memory);
}
