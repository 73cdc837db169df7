using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>One account at Binance USD-M futures.</summary>
public sealed class BinanceUsdmVenue : IVenue, IVenueDesk
{
    private readonly BinanceOptions options;
    private readonly TimeProvider clock;
    private readonly BinanceSigner signer;
    private readonly RateLimiter limiter;
    private readonly VenueLineState state;
    private readonly VenueLine line;
    private readonly VenueLine? wallet;
    private readonly BinanceUsdmRest rest;
    private readonly BinanceUsdmPicture picture;
    private readonly BinanceMarket market;
    private readonly InstrumentCache instruments;
    private readonly OrderMemory memory = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task keeping;

    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    public BinanceUsdmVenue(BinanceOptions options, RateLimiter limiter, TimeProvider clock)
    {
        this.options = options;
        this.limiter = limiter;
        this.clock = clock;
        signer = new(options.Key, options.Secret);
        state = new("Binance", clock);
        line = Line(options.Addresses.Rest);
        wallet = options.Addresses.Wallet is { } address ? Line(address) : null;
        rest = new(line, wallet, new(signer), state, clock);
        picture = new(rest, memory, clock);
        instruments = new(rest.InstrumentsAsync, options.InstrumentsFreshFor, clock);
        market = new(options.Addresses.Books, StreamOptions, clock);
        keeping = new ConnectionKeeper(state, options.Keeper, rest.TimeAsync, clock).RunAsync(ending.Token);
    }

    public VenueCapabilities Capabilities => BinanceCapabilities.Usdm;

    public IMarketData Market => market;

    public ConnectionHealth Health => state.Health;

    public IReadOnlyList<LimitHeadroom> Headroom => limiter.Headroom();

    private VenueStreamOptions StreamOptions => new() { Route = options.Route, Seed = options.Key.GetHashCode(StringComparison.Ordinal) };

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => instruments.AllAsync(cancel);

    public async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        memory.Use(order.Instrument);
        var outcome = await rest.PlaceAsync(order, cancel);
        Remember(order, outcome);
        return outcome;
    }

    /// <summary>The venue wants side and price named; what the amendment leaves out is asked for first.</summary>
    public async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        if (amendment.StopPrice is not null)
        {
            return WireDraft.Unsupported("Binance futures do not change stops in place; place another and cancel this one.");
        }

        return await rest.QueryAsync(new(amendment.Id, amendment.VenueOrderId, amendment.Instrument), cancel) switch
        {
            OrderEvidence.Found { Report: { Type: OrderType.Limit } order } =>
                await rest.AmendAsync(amendment, order.Side, amendment.LimitPrice ?? order.LimitPrice!.Value, cancel),
            OrderEvidence.Found => WireDraft.Unsupported("Binance futures change only limit orders in place."),
            OrderEvidence.Absent => new VenueOutcome.Rejected(RejectReason.UnknownOrder, "-2013", "There is no such order."),
            OrderEvidence.Failed failed => new VenueOutcome.NotSent($"What the order is could not be asked: {failed.Why}", null),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no evidence."),
        };
    }

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
        var stream = new VenueStream<VenueEvent>(() => new BinanceUsdmPrivateTalk(options.Addresses.Private, rest, memory), StreamOptions, clock);
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
            state.Become(ConnectionState.PermissionMissing, "The key may not trade futures. Allow it at Binance; it needs no right to withdraw.");
        }

        return answer;
    }

    public Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) => rest.BalancesAsync(cancel);

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => rest.PositionsAsync(cancel);

    public Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) => rest.FeesAsync(instrument, cancel);

    public Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) => rest.PositionTermsAsync(instrument, cancel);

    public Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => rest.SetLeverageAsync(instrument, leverage, cancel);

    public Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => rest.SetMarginModeAsync(instrument, mode, cancel);

    public Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => rest.SetPositionModeAsync(mode, cancel);

    public Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel) => rest.CancelAllAsync(instrument, cancel);

    /// <summary>Orders that wait for no price go in batches; those that do, and those the venue has not got, by themselves.</summary>
    public async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var together = Enumerable.Range(0, orders.Count).Where(index => !BinanceUsdmOrders.IsConditional(orders[index]) && BinanceUsdmOrders.Refuse(orders[index]) is null).ToList();
        var alone = Enumerable.Range(0, orders.Count).Except(together).Select(async index => outcomes[index] = await PlaceAsync(orders[index], cancel));
        var batches = together.Chunk(BinanceUsdmRequests.OrdersOfABatch).Select(async batch =>
        {
            var ended = await rest.PlaceManyAsync([.. batch.Select(index => orders[index])], cancel);
            for (var position = 0; position < batch.Length; position++)
            {
                outcomes[batch[position]] = ended[position];
                Remember(orders[batch[position]], ended[position]);
            }
        });
        await Task.WhenAll([.. alone, .. batches]);
        return outcomes;
    }

    public async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel) =>
        await Task.WhenAll(cancellations.Select(cancellation => CancelAsync(cancellation, cancel)));

    public IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel) => BinanceMarket.SubscribeAsync(
        options.Addresses, isFutures: true, subscription, instrument => rest.BookAsync(instrument, 1_000, cancel), StreamOptions, clock, cancel);

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

    private void Remember(PlaceOrder order, VenueOutcome outcome)
    {
        memory.Use(order.Instrument);
        if (outcome is VenueOutcome.Accepted { VenueOrderId: { } number })
        {
            memory.Note(number, order.Id, order.Instrument);
        }
    }

    private VenueLine Line(Uri address) => new(
        new VenueHttp(new() { Address = address, Timeout = options.Timeout, HeadersKept = [BinanceVoice.CountHeaders], Route = options.Route }, clock),
        limiter, new BinanceVoice(BinanceErrors.Usdm, BinanceUsdmLimits.WindowOf, clock), state, options.Key);
}
