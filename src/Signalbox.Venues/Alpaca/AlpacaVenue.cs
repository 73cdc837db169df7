using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Alpaca;

/// <summary>One account at Alpaca: stocks, option contracts and coins.</summary>
public sealed class AlpacaVenue : NativeVenue
{
    private readonly AlpacaOptions options;
    private readonly AlpacaSigner signer;
    private readonly AlpacaNumbers numbers = new();
    private readonly AlpacaMarket market;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public AlpacaVenue(AlpacaOptions options, RateLimiter limiter, TimeProvider clock)
        : base("Alpaca", options, options.Key, limiter, clock)
    {
        this.options = options;
        signer = new(options.Key, options.Secret);
        market = new(options, signer, Streams, clock);
        var lines = new AlpacaLines(
            LineTo(options.Addresses.Rest, new AlpacaVoice(AlpacaLimits.Trading, clock), AlpacaLimits.CountHeaders),
            LineTo(options.Addresses.Data, new AlpacaVoice(AlpacaLimits.Data, clock), AlpacaLimits.CountHeaders));
        Begin(new AlpacaRest(lines, new(signer), options, new(Memory, numbers), State, clock), market);
    }

    public override VenueCapabilities Capabilities => AlpacaCapabilities.Account;

    protected override string MayNotTrade => "The account may not trade: it is blocked, suspended or not active. Look at the account at Alpaca.";

    public override IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) => market.SubscribeAsync(subscription, cancel);

    private protected override IStreamTalk<VenueEvent> PrivateTalk() => new AlpacaPrivateTalk(options.Addresses.Private, signer, Memory, numbers);
}

/// <summary>Trading and data are different hosts.</summary>
internal sealed record AlpacaLines(VenueLine Trading, VenueLine Data);
