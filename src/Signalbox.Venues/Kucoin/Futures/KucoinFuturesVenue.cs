using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>One account at KuCoin futures.</summary>
public sealed class KucoinFuturesVenue : NativeVenue
{
    private readonly KucoinOptions options;
    private readonly KucoinFuturesRest rest;
    private readonly KucoinFuturesTermsBook terms = new();

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public KucoinFuturesVenue(KucoinOptions options, RateLimiter limiter, TimeProvider clock)
        : base("KuCoin", options, options.Key, limiter, clock)
    {
        this.options = options;
        var voice = new KucoinVoice(KucoinErrors.Futures);
        var requests = new KucoinFuturesRequests(new(options.Key, options.Secret, options.Passphrase, options.KeyVersion));
        var line = LineTo(options.Addresses.Rest, voice, KucoinVoice.CountHeaders);
        var account = LineTo(options.Addresses.Account, voice, KucoinVoice.CountHeaders);
        rest = new(line, account, requests, new(line, requests, terms, Memory, options.Currencies), State, clock);
        Begin(rest, KucoinMarket.Quotes(Source, Streams, clock));
    }

    public override VenueCapabilities Capabilities => KucoinCapabilities.Futures;

    protected override string MayNotTrade => "The key may not trade futures. Allow futures trading for it at KuCoin; it needs no right to withdraw or transfer.";

    private KucoinMarketSource Source => new(IsFutures: true, rest.MarketTokenAsync, options.Addresses.Streams);

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) =>
        KucoinMarket.SubscribeAsync(Source with { AskBook = instrument => rest.BookAsync(instrument, cancel) }, subscription, Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new KucoinFuturesPrivateTalk(rest, options.Addresses.Streams, Memory, terms, Clock);
}
