using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Signing;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>One account at Hyperliquid: its perpetuals or its spot holdings.</summary>
public sealed class HyperliquidVenue : NativeVenue
{
    private readonly HyperliquidOptions options;
    private readonly HyperliquidKnown known = new();

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public HyperliquidVenue(HyperliquidOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Hyperliquid", options, options.User, limiter, clock)
    {
        this.options = options;
        var signer = new HyperliquidSigner(options.PrivateKey, options.Vault, options.Addresses.IsLive);
        var requests = new HyperliquidRequests(signer, options);
        var quotes = HyperliquidMarket.Quotes(options.Addresses.Socket, Streams, clock);
        var parts = new HyperliquidParts
        {
            Options = options,
            Requests = requests,
            Identity = new(signer.Address.ToString(), EthereumAddress.Parse(options.Account).ToString(), options.User),
            Known = known,
            Memory = Memory,
            Quotes = quotes,
            Limiter = limiter,
        };
        Begin(new HyperliquidRest(LineTo(options.Addresses.Rest, new HyperliquidVoice()), parts, State, clock), quotes);
    }

    public override VenueCapabilities Capabilities =>
        options.Product == HyperliquidProduct.Spot ? HyperliquidCapabilities.Spot : HyperliquidCapabilities.Perpetuals;

    protected override string MayNotTrade =>
        "The key is no agent of the account any more: agents end, and approving another of the same name replaces the first. Approve an agent's wallet at Hyperliquid and enter its key; it can trade and never withdraw.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) =>
        HyperliquidMarket.SubscribeAsync(options.Addresses.Socket, subscription, Streams, Clock, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new HyperliquidPrivateTalk(options, known, Memory, Clock);
}
