using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

internal sealed class CoinbaseRest(VenueLine line, CoinbaseRequests requests, CoinbaseOptions options, CoinbaseNumbers numbers, VenueLineState state, TimeProvider clock)
    : VenueRest(line, state, clock)
{
    private const int OrdersNamedMax = 100;
    private const string NoSuchOrder = "UNKNOWN_CANCEL_ORDER";

    // An order whose number never reached us is looked for among those of so long; open ones are found however old.
    private static readonly TimeSpan LookedBack = TimeSpan.FromDays(7);

    private string? portfolio = options.Portfolio;

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        var outcome = await DraftedAsync(requests.Place(order, Of(order)), CoinbaseCodec.Accepted, cancel);
        if (outcome is VenueOutcome.Accepted { VenueOrderId: { } number })
        {
            numbers.Note(order.Id, number);
        }

        return outcome;
    }

    /// <summary>The venue wants price and size; what the amendment leaves out is asked for first.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        if (amendment.StopPrice is not null)
        {
            return WireDraft.Unsupported("Coinbase changes limit orders only; place another stop and cancel this one.");
        }

        var found = await SeenAsync(new(amendment.Id, amendment.VenueOrderId, amendment.Instrument), RateLane.Protect, cancel);
        return found switch
        {
            { Failure: { } why } => new VenueOutcome.NotSent($"What the order is could not be asked: {why}", null),
            { Order: null or { State: not (VenueOrderState.Working or VenueOrderState.Triggered) } } =>
                new VenueOutcome.Rejected(RejectReason.UnknownOrder, "ORDER_NOT_FOUND", "There is no such open order."),
            { Order: { Type: OrderType.Limit, TimeInForce: null or TimeInForce.Gtc } order } => await CommandAsync(
                requests.Edit(amendment with { LimitPrice = amendment.LimitPrice ?? order.LimitPrice }, order.VenueOrderId, Until(amendment.SendBy)), CoinbaseCodec.Edited, cancel),
            _ => WireDraft.Unsupported("Coinbase changes only limit orders that are good until they are cancelled."),
        };
    }

    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => (await CancelManyAsync([cancellation], cancel))[0];

    /// <summary>By number, a hundred at a time; numbers that are not known are looked for.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        var named = await Task.WhenAll(cancellations.Select(each => NumberOfAsync(each, cancel)));
        var outcomes = new VenueOutcome[cancellations.Count];
        var known = new List<int>();
        for (var index = 0; index < named.Length; index++)
        {
            if (named[index].Number is null) outcomes[index] = named[index].Otherwise!;
            else known.Add(index);
        }

        await Task.WhenAll(known.Chunk(CoinbaseRequests.CancelsOfABatch).Select(async batch =>
        {
            var ended = await CancelAsync([.. batch.Select(index => named[index].Number!.Value)], batch.Min(index => cancellations[index].SendBy), cancel);
            foreach (var index in batch)
            {
                outcomes[index] = ended(named[index].Number!.Value);
            }
        }));
        return outcomes;
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var open = await OpenOrdersAsync(instrument, RateLane.Protect, cancel);
        if (open.Value is not { } each)
        {
            return new VenueOutcome.NotSent($"Which orders are open could not be asked: {open.Failure}", null);
        }

        var outcomes = new List<VenueOutcome>();
        foreach (var batch in each.Chunk(CoinbaseRequests.CancelsOfABatch))
        {
            var ended = await CancelAsync([.. batch.Select(order => order.VenueOrderId)], DateTimeOffset.MaxValue, cancel);
            outcomes.AddRange(batch.Select(order => HeldAlready(ended(order.VenueOrderId), static refused => refused.Reason == RejectReason.UnknownOrder)));
        }

        return outcomes.Find(outcome => outcome is not VenueOutcome.Accepted) ?? new VenueOutcome.Accepted(null);
    }

    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) => await SeenAsync(query, RateLane.Reconcile, cancel) switch
    {
        { Failure: { } why } => new OrderEvidence.Failed(why),
        { Order: { } order } => await WithFillsAsync(order, () => FillsOfAsync(order.VenueOrderId, cancel)),
        _ => new OrderEvidence.Absent(),
    };

    public override Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) => OpenOrdersAsync(null, RateLane.Reconcile, cancel);

    /// <summary>The fills of one order, oldest first; they know it by its number.</summary>
    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsOfAsync(VenueOrderId order, CancellationToken cancel)
    {
        var pages = await AllAsync<FillReport>(cursor => requests.FillsOf(order, cursor, Now), CoinbaseCodec.Fills, cancel);
        return pages.Value is { } fills ? VenueAnswer.Of(Ordered(fills)) : pages;
    }

    /// <summary>The account's fills are one list; orders that are not known are asked for.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var pages = await AllAsync<FillReport>(cursor => requests.FillsSince(since, cursor, Now), CoinbaseCodec.Fills, cancel);
        if (pages.Value is not { } all)
        {
            return pages;
        }

        var fills = all.Where(fill => options.Product.Has(fill.Instrument) && fill.At >= since).ToList();
        foreach (var number in fills.Where(fill => memory.Named(fill).ClientOrderId is null).Select(fill => fill.VenueOrderId).Distinct().Take(OrdersNamedMax))
        {
            var order = await AskAsync(requests.Query(number, Now), reply => CoinbaseCodec.Order(reply.Body.Span), cancel);
            if (order.Value is { } report)
            {
                memory.Note(report);
            }
        }

        return VenueAnswer.Of(Ordered([.. fills.Select(memory.Named)]));
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var pages = await AllAsync<FillReport>(cursor => requests.FillsSince(since, cursor, Now), CoinbaseCodec.Fills, cancel);
        return pages.Value is { } all ? VenueAnswer.Of(Ordered([.. all.Where(fill => fill.Instrument == instrument && fill.At >= since)])) : pages;
    }

    public override async Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) => options.Product switch
    {
        CoinbaseProduct.Futures => await AskAsync(requests.FuturesBalance(Now), reply => CoinbaseAccountCodec.FuturesBalances(reply.Body.Span), cancel),
        CoinbaseProduct.Perpetuals => await OfPortfolioAsync(uuid => AskAsync(requests.PerpetualBalances(uuid, Now), reply => CoinbaseAccountCodec.PerpetualBalances(reply.Body.Span), cancel), cancel),
        _ => await AllAsync<VenueBalance>(cursor => requests.Accounts(cursor, Now), CoinbaseAccountCodec.Balances, cancel),
    };

    public override async Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => options.Product switch
    {
        CoinbaseProduct.Futures => await AskAsync(requests.FuturesPositions(Now), reply => CoinbaseAccountCodec.FuturesPositions(reply.Body.Span), cancel),
        CoinbaseProduct.Perpetuals => await OfPortfolioAsync(uuid => AskAsync(requests.PerpetualPositions(uuid, Now), reply => CoinbaseAccountCodec.PerpetualPositions(reply.Body.Span), cancel), cancel),
        _ => VenueAnswer.Of<IReadOnlyList<VenuePosition>>([]),
    };

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(requests.Products(Now), reply => CoinbaseAccountCodec.Instruments(reply.Body.Span), cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Quote(instrument, Now), reply => CoinbaseAccountCodec.Quote(instrument, reply.Body.Span, Clock.GetUtcNow()), cancel);

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, int limit, CancellationToken cancel) =>
        AskAsync(CoinbaseRequests.Book(instrument, limit), reply => CoinbaseAccountCodec.Book(reply.Body.Span), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(Now), reply => CoinbaseAccountCodec.Fees(instrument, reply.Body.Span), cancel);

    public override Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) => Task.FromResult(VenueAnswer.Of(
        new PositionTerms(instrument, null, null, options.Product == CoinbaseProduct.Spot ? null : PositionMode.OneWay)));

    public override Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => WithTheOrder();

    public override Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => WithTheOrder();

    public override Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => Refused("Coinbase keeps one position of each product.");

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        AskAsync(requests.Permissions(Now), reply => CoinbaseAccountCodec.Permissions(reply.Body.Span), cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await Line.SendAsync(CoinbaseRequests.Time(), cancel)) is { Why: null } reply ? CoinbaseAccountCodec.Time(reply.Wire.Body.Span) : null;

    private static Task<VenueOutcome> WithTheOrder() => Refused("Leverage and margin mode are told with each order at Coinbase.");

    private async Task<Func<VenueOrderId, VenueOutcome>> CancelAsync(IReadOnlyList<VenueOrderId> batch, DateTimeOffset sendBy, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(requests.Cancel(batch, sendBy, Until(sendBy)), cancel);
        if (reply is { Why: null } && CoinbaseCodec.Cancels(reply.Wire) is { } ended)
        {
            return number => ended.GetValueOrDefault(number) ?? new VenueOutcome.Unknown("The venue's answer leaves the order out.");
        }

        var whole = reply.Outcome(static _ => null);
        return _ => whole;
    }

    private async Task<(VenueOrderId? Number, VenueOutcome? Otherwise)> NumberOfAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        if ((cancellation.VenueOrderId ?? numbers.Find(cancellation.Id)) is { } number)
        {
            return (number, null);
        }

        return await SeenAsync(new(cancellation.Id, null, cancellation.Instrument), RateLane.Protect, cancel) switch
        {
            { Order: { } order } => (order.VenueOrderId, null),
            { Failure: { } why } => (null, new VenueOutcome.NotSent($"Which order it is could not be asked: {why}", null)),
            _ => (null, new VenueOutcome.Rejected(RejectReason.UnknownOrder, NoSuchOrder, "There is no such order.")),
        };
    }

    /// <summary>By its number where one is known; else among the open orders, and then among all of late.</summary>
    private async Task<CoinbaseFound> SeenAsync(QueryOrder query, RateLane lane, CancellationToken cancel)
    {
        if ((query.VenueOrderId ?? numbers.Find(query.Id)) is { } number)
        {
            var reply = await Line.SendAsync(requests.Query(number, Now, lane), cancel);
            if (!reply.IsNotFound)
            {
                return reply.Why is { } why ? new(null, why) : Noted(CoinbaseCodec.Order(reply.Wire.Body.Span), CannotBeRead);
            }
        }

        var open = await OpenOrdersAsync(query.Instrument, lane, cancel);
        if (open.Value is not { } resting)
        {
            return new(null, open.Failure);
        }

        if (resting.FirstOrDefault(order => order.ClientOrderId == query.Id) is { } found)
        {
            return Noted(found, null);
        }

        var since = Clock.GetUtcNow() - LookedBack;
        var ended = await AllAsync<OrderReport>(cursor => requests.Orders(query.Instrument, since, cursor, Now, lane), CoinbaseCodec.Orders, cancel);
        return ended.Value is { } all ? Noted(all.FirstOrDefault(order => order.ClientOrderId == query.Id), null) : new(null, ended.Failure);
    }

    private CoinbaseFound Noted(OrderReport? order, string? otherwise)
    {
        if (order is null)
        {
            return new(null, otherwise);
        }

        numbers.Note(order);
        return new(order, null);
    }

    private async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(InstrumentId? instrument, RateLane lane, CancellationToken cancel)
    {
        var pages = await AllAsync<OrderReport>(cursor => requests.OpenOrders(instrument, cursor, Now, lane), CoinbaseCodec.Orders, cancel);
        return pages.Value is { } open ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. open.Where(order => options.Product.Has(order.Instrument))]) : pages;
    }

    private Task<VenueAnswer<IReadOnlyList<T>>> AllAsync<T>(Func<string?, WireRequest> ask, CoinbasePageReader<T> read, CancellationToken cancel)
    {
        string? next = null;
        return PagesAsync<T, string>(
            cursor => AskAsync(
                ask(cursor),
                reply =>
                {
                    var page = read(reply.Body.Span);
                    next = page?.Next;
                    return page?.Items;
                },
                cancel),
            _ => next);
    }

    private async Task<VenueAnswer<IReadOnlyList<T>>> OfPortfolioAsync<T>(Func<string, Task<VenueAnswer<IReadOnlyList<T>>>> ask, CancellationToken cancel)
    {
        if (portfolio is null)
        {
            var told = await AskAsync(requests.Permissions(Now), reply => CoinbaseAccountCodec.Portfolio(reply.Body.Span), cancel);
            if (told.Value is null)
            {
                return VenueAnswer.Failed<IReadOnlyList<T>>(told.Failure!);
            }

            portfolio = told.Value;
        }

        return await ask(portfolio);
    }

    // Trades of one moment are told in no order; their ids at least never change.
    private static IReadOnlyList<FillReport> Ordered(IReadOnlyList<FillReport> fills) =>
        [.. fills.DistinctBy(fill => fill.FillId).OrderBy(fill => fill.At).ThenBy(fill => fill.FillId.Value.Length).ThenBy(fill => fill.FillId)];
}

internal delegate CoinbasePage<T>? CoinbasePageReader<T>(ReadOnlySpan<byte> json);

/// <summary>What a search for one order brought: the order, nothing (the venue does not know it), or why it failed.</summary>
internal sealed record CoinbaseFound(OrderReport? Order, string? Failure);
