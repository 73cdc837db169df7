using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Okx;

/// <summary>One account at OKX, for one of its products.</summary>
public sealed class OkxVenue : NativeVenue
{
    private readonly OkxOptions options;
    private readonly OkxSigner signer;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public OkxVenue(OkxOptions options, RateLimiter limiter, TimeProvider clock)
        : base("OKX", options, options.Key, limiter, clock)
    {
        this.options = options;
        signer = new(options.Key, options.Secret, options.Passphrase, options.Addresses.IsDemo);
        var line = LineTo(options.Addresses.Rest, new OkxVoice());
        Begin(new OkxRest(line, options, signer, State, clock), OkxMarket.Quotes(options.Addresses.Public, Streams, clock));
    }

    public override VenueCapabilities Capabilities => OkxCapabilities.Of(options.Product);

    protected override string MayNotTrade => "The key may not trade. Allow it at OKX; it needs no right to withdraw.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) =>
        OkxMarket.SubscribeAsync(options.Addresses.Public, subscription, Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => Talk(isBusiness: false);

    private protected override IReadOnlyList<Func<IStreamTalk<VenueEvent>>> PrivateTalks => [PrivateTalk, () => Talk(isBusiness: true)];

    private OkxPrivateTalk Talk(bool isBusiness) => new(options, signer, State, Memory, isBusiness);
}
