using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>One account at Binance spot.</summary>
public sealed class BinanceSpotVenue : IVenue, IVenueDesk
{
    private readonly BinanceOptions options;
    private readonly TimeProvider clock;
    private readonly BinanceSigner signer;
    private readonly RateLimiter limiter;
    private readonly VenueLineState state;
    private readonly VenueLine line;
    private readonly VenueLine? wallet;
    private readonly BinanceSpotRest rest;
    private readonly BinanceSpotPicture picture;
    private readonly BinanceMarket market;
    private readonly InstrumentCache instruments;
    private readonly OrderMemory memory = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task keeping;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public BinanceSpotVenue(BinanceOptions options, RateLimiter limiter, TimeProvider clock)
    {
        this.options = options;
        this.limiter = limiter;
        this.clock = clock;
        signer = new(options.Key, options.Secret);
        state = new("Binance", clock);
        line = Line(options.Addresses.Rest);
        wallet = options.Addresses.Wallet is { } address ? Line(address) : null;
        rest = new(line, wallet, new(signer), state, clock);
        instruments = new(rest.InstrumentsAsync, options.InstrumentsFreshFor, clock);
        market = new(options.Addresses.Books, StreamOptions, clock);
        picture = new(rest, memory, clock);
        keeping = new ConnectionKeeper(state, options.Keeper, rest.TimeAsync, clock).RunAsync(ending.Token);
    }

    public VenueCapabilities Capabilities => BinanceCapabilities.Spot;

    public IMarketData Market => market;

    public ConnectionHealth Health => state.Health;

    public IReadOnlyList<LimitHeadroom> Headroom => limiter.Headroom();

    private VenueStreamOptions StreamOptions => new() { Route = options.Route, Seed = options.Key.GetHashCode(StringComparison.Ordinal) };

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => instruments.AllAsync(cancel);

    public async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        memory.Use(order.Instrument);
        var outcome = await rest.PlaceAsync(order, cancel);
        if (outcome is VenueOutcome.Accepted { VenueOrderId: { } number })
        {
            memory.Note(number, order.Id, order.Instrument);
        }

        return outcome;
    }

    /// <summary>Only the quantity of a resting order, and only down, can change in place.</summary>
    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => amendment is { LimitPrice: null, StopPrice: null }
        ? rest.ShrinkAsync(amendment, cancel)
        : Task.FromResult<VenueOutcome>(WireDraft.Unsupported("Binance spot changes no prices in place; cancel the order and place another."));

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => rest.CancelAsync(cancellation, cancel);

    public async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var evidence = await rest.QueryAsync(query, cancel);
        if (evidence is OrderEvidence.Found found)
        {
            memory.Note(found.Report);
        }

        return evidence;
    }

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) => picture.SnapshotAsync(fillsSince, cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel)
    {
        market.Want(instrument);
        return rest.QuoteAsync(instrument, cancel);
    }

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var stream = new VenueStream<VenueEvent>(
            () => new BinanceSpotPrivateTalk(options.Addresses.Private, signer, state, memory), StreamOptions, clock);
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new VenueEvent.Gap(news.Gap ?? "");
        }
    }

    public async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel)
    {
        var answer = await rest.PermissionsAsync(cancel);
        if (answer.Value is { Trade: false })
        {
            state.Become(ConnectionState.PermissionMissing, "The key may not trade. Allow spot trading for it at Binance; it needs no right to withdraw.");
        }

        return answer;
    }

    public Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) => rest.BalancesAsync(cancel);

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of<IReadOnlyList<VenuePosition>>([]));

    public Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) => rest.FeesAsync(instrument, cancel);

    public Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of(new PositionTerms(instrument, null, null, null)));

    public Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => NoPositions();

    public Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => NoPositions();

    public Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => NoPositions();

    public Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel) => rest.CancelAllAsync(instrument, cancel);

    public async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel) =>
        await Task.WhenAll(orders.Select(order => PlaceAsync(order, cancel)));

    public async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel) =>
        await Task.WhenAll(cancellations.Select(cancellation => CancelAsync(cancellation, cancel)));

    /// <summary>A target and a stop of which the first to fill or trigger cancels the other.</summary>
    public Task<VenueOutcome> PlaceOcoAsync(ClientOrderId list, PlaceOrder first, PlaceOrder second, CancellationToken cancel) =>
        rest.PlaceOcoAsync(list, first, second, cancel);

    public IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) => BinanceMarket.SubscribeAsync(
        options.Addresses, isFutures: false, subscription, instrument => rest.BookAsync(instrument, 1_000, cancel), StreamOptions, clock, cancel);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await keeping;
        await market.DisposeAsync();
        line.Dispose();
        wallet?.Dispose();
        instruments.Dispose();
        signer.Dispose();
        ending.Dispose();
    }

    private static Task<VenueOutcome> NoPositions() =>
        Task.FromResult<VenueOutcome>(WireDraft.Unsupported("Spot accounts have no positions, and so no leverage, margin or position mode."));

    private VenueLine Line(Uri address) => new(
        new VenueHttp(new() { Address = address, Timeout = options.Timeout, HeadersKept = [BinanceVoice.CountHeaders], Route = options.Route }, clock),
        limiter, new BinanceVoice(BinanceErrors.Spot, BinanceSpotLimits.WindowOf, clock), state, options.Key);
}
