using System.Runtime.CompilerServices;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Coinbase;

/// <summary>One account at Coinbase Advanced Trade.</summary>
public sealed class CoinbaseVenue : NativeVenue
{
    private const int StreamsMax = 1_000;

    private readonly CoinbaseOptions options;
    private readonly CoinbaseSigner signer;
    private readonly CoinbaseNumbers numbers = new();
    private readonly CoinbaseFillFollower follower;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public CoinbaseVenue(CoinbaseOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Coinbase", options, options.Key, limiter, clock)
    {
        this.options = options;
        signer = Own(new CoinbaseSigner(options.Key, options.Secret, options.Addresses.Rest.Authority));
        var rest = new CoinbaseRest(LineTo(options.Addresses.Rest, new CoinbaseVoice(), CoinbaseLimits.CountHeaders), new(signer, options.Product), options, numbers, State, clock);
        follower = new(rest.FillsOfAsync, Memory, clock);
        Begin(rest, new LiveQuotes(
            wanted => new CoinbaseMarketTalk(options.Addresses.Market, new([]), wanted, clock), static instrument => CoinbaseMarketTalk.NameOf(CoinbaseMarketTalk.Quotes, instrument), Streams, clock));
    }

    public override VenueCapabilities Capabilities => CoinbaseCapabilities.Of(options.Product);

    protected override string MayNotTrade => "The key may not trade. Allow trading for it at Coinbase; it needs no right to transfer.";

    public override async IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wanted = new WantedStreams(StreamsMax);
        foreach (var instrument in subscription.Instruments)
        {
            if (subscription.Quotes) wanted.Want(CoinbaseMarketTalk.NameOf(CoinbaseMarketTalk.Quotes, instrument));
            if (subscription.Trades || subscription.Candles is not null) wanted.Want(CoinbaseMarketTalk.NameOf(CoinbaseMarketTalk.Trades, instrument));
            if (subscription.Books) wanted.Want(CoinbaseMarketTalk.NameOf(CoinbaseMarketTalk.Books, instrument));
        }

        var stream = new VenueStream<MarketEvent>(() => new CoinbaseMarketTalk(options.Addresses.Market, subscription, wanted, Clock), Streams, Clock);
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new CoinbaseUserTalk(options.Addresses.User, signer, () => State.VenueNow, Memory, numbers);

    /// <summary>The account's stream tells of every product; only this connection's are its own.</summary>
    private protected override async ValueTask<IReadOnlyList<VenueEvent>> CompletedAsync(VenueEvent happened, CancellationToken cancel) => happened switch
    {
        VenueEvent.OrderChanged { Report: var report } => options.Product.Has(report.Instrument) ? await follower.CompleteAsync(report, cancel) : [],
        VenueEvent.PositionsChanged { Positions: var positions } when positions.Where(position => options.Product.Has(position.Instrument)).ToList() is var own =>
            own.Count > 0 ? [new VenueEvent.PositionsChanged(own)] : [],
        _ => [happened],
    };
}
