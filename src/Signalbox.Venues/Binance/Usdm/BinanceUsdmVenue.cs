using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>One account at Binance USD-M futures.</summary>
public sealed class BinanceUsdmVenue : NativeVenue
{
    private readonly BinanceOptions options;
    private readonly BinanceUsdmRest rest;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public BinanceUsdmVenue(BinanceOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Binance", options, options.Key, limiter, clock)
    {
        this.options = options;
        var voice = new BinanceVoice(BinanceErrors.Usdm, BinanceUsdmLimits.WindowOf, clock);
        var signer = Own(new BinanceSigner(options.Key, options.Secret));
        var line = LineTo(options.Addresses.Rest, voice, BinanceVoice.CountHeaders);
        var wallet = options.Addresses.Wallet is { } address ? LineTo(address, voice, BinanceVoice.CountHeaders) : null;
        rest = new(line, wallet, new(signer), State, clock);
        Begin(rest, BinanceMarket.Quotes(options.Addresses.Books, Streams, clock));
    }

    public override VenueCapabilities Capabilities => BinanceCapabilities.Usdm;

    protected override string MayNotTrade => "The key may not trade futures. Allow it at Binance; it needs no right to withdraw.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) => BinanceMarket.SubscribeAsync(
        options.Addresses, isFutures: true, subscription, instrument => rest.BookAsync(instrument, 1_000, cancel), Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new BinanceUsdmPrivateTalk(options.Addresses.Private, rest, Memory);
}
