using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>One account at Kraken spot.</summary>
public sealed class KrakenSpotVenue : NativeVenue
{
    private readonly KrakenOptions options;
    private readonly KrakenPairs pairs = new();
    private readonly KrakenSpotRest rest;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public KrakenSpotVenue(KrakenOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Kraken", options, options.Key, limiter, clock)
    {
        this.options = options;
        var limits = new KrakenSpotLimits(options.Tier);
        var voice = new KrakenSpotVoice(clock);
        var requests = new KrakenSpotRequests(new(options.Key, options.Secret, clock), limits);
        // What a young order costs is owed whether there is room for it or not.
        rest = new(LineTo(options.Addresses.Rest, voice), requests, voice, limits, pairs,
            (pair, cost) => limiter.Take([cost], new(options.Key, pair.Value), RateLane.Protect), State, clock);
        Begin(rest, new LiveQuotes(wanted => Talk(wanted, new(trades: false, candles: null)), static pair => $"ticker {pair.Value}", Streams, clock));
    }

    public override VenueCapabilities Capabilities => KrakenCapabilities.Spot;

    protected override string MayNotTrade =>
        "The key may not trade. Allow it to create and modify orders and to query open and closed orders at Kraken; it needs no right to withdraw.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel)
    {
        var wanted = new WantedStreams(1_000);
        foreach (var instrument in subscription.Instruments)
        {
            if (subscription.Quotes) wanted.Want($"ticker {instrument.Value}");
            if (subscription.Books) wanted.Want($"book {instrument.Value}");
            if (subscription.Trades || subscription.Candles is not null) wanted.Want($"trade {instrument.Value}");
        }

        return KrakenMarket.ToldAsync(new(() => Talk(wanted, new(subscription.Trades, subscription.Candles)), Streams, Clock), cancel);
    }

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new KrakenSpotPrivateTalk(options.Addresses.Private, TokenAsync, pairs, Memory);

    private KrakenSpotMarketTalk Talk(WantedStreams wanted, KrakenTape tape) =>
        new(options.Addresses.Market, wanted, cancel => rest.NamesAsync(cancel), pairs, tape, Clock);

    private async Task<VenueAnswer<string>> TokenAsync(CancellationToken cancel) => await rest.NamesAsync(cancel) is { } why
        ? VenueAnswer.Failed<string>(why)
        : await rest.TokenAsync(cancel);
}
