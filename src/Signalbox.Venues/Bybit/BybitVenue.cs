using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Bybit;

/// <summary>One unified account at Bybit, and one of its products.</summary>
public sealed class BybitVenue : NativeVenue
{
    private readonly BybitOptions options;
    private readonly BybitSigner signer;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public BybitVenue(BybitOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Bybit", options, options.Key, limiter, clock)
    {
        this.options = options;
        signer = Own(new BybitSigner(options.Key, options.Secret));
        var line = LineTo(options.Addresses.Rest, new BybitVoice(clock), BybitVoice.ResetHeader);
        var rest = options.Product == BybitProduct.Spot
            ? new BybitSpotRest(line, options, signer, State, clock)
            : new BybitRest(line, options, signer, State, clock);
        Begin(rest, BybitMarket.Quotes(options, Streams, clock));
    }

    public override VenueCapabilities Capabilities => BybitCapabilities.Of(options.Product);

    protected override string MayNotTrade => $"The key may not trade {options.Product.Word()}. Allow it at Bybit; it needs no right to withdraw.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) =>
        BybitMarket.SubscribeAsync(options, subscription, Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new BybitPrivateTalk(options, signer, Memory, State, Clock);
}
