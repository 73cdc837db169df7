using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>One account at KuCoin spot.</summary>
public sealed class KucoinSpotVenue : NativeVenue
{
    private readonly KucoinOptions options;
    private readonly KucoinSpotRest rest;
    private readonly KucoinReplacing replacing = new();

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public KucoinSpotVenue(KucoinOptions options, RateLimiter limiter, TimeProvider clock)
        : base("KuCoin", options, options.Key, limiter, clock)
    {
        this.options = options;
        var signer = new KucoinSigner(options.Key, options.Secret, options.Passphrase, options.KeyVersion);
        rest = new(LineTo(options.Addresses.Rest, new KucoinVoice(KucoinErrors.Spot), KucoinVoice.CountHeaders), new(signer), replacing, State, clock);
        Begin(rest, KucoinMarket.Quotes(Source, Streams, clock));
    }

    public override VenueCapabilities Capabilities => KucoinCapabilities.Spot;

    protected override string MayNotTrade => "The key may not trade spot. Allow spot trading for it at KuCoin; it needs no right to withdraw or transfer.";

    private KucoinMarketSource Source => new(IsFutures: false, rest.MarketTokenAsync, options.Addresses.Streams);

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) =>
        KucoinMarket.SubscribeAsync(Source with { AskBook = instrument => rest.BookAsync(instrument, cancel) }, subscription, Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new KucoinSpotPrivateTalk(rest, options.Addresses.Streams, Memory, replacing, Clock);
}
