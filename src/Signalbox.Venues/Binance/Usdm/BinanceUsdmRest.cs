using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>Commands end in an outcome, questions in an answer or a failure.</summary>
internal sealed class BinanceUsdmRest(VenueLine line, VenueLine? wallet, BinanceUsdmRequests requests, VenueLineState state, TimeProvider clock)
{
    private SigningTime Now => SigningTime.Now(state.VenueNow);

    private SigningTime Until(DateTimeOffset sendBy) => SigningTime.Until(state.VenueNow, clock.GetUtcNow(), sendBy);

    public async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        var draft = requests.Place(order, SigningTime.Of(order, state.Clock.Offset));
        return draft.Request is { } request ? await CommandAsync(request, BinanceUsdmCodec.Accepted, cancel) : draft.Refusal!;
    }

    public async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var time = new SigningTime(orders.Min(order => order.IntendedAt) + state.Clock.Offset, orders.Min(order => order.SendBy) - orders.Min(order => order.IntendedAt));
        var reply = await line.SendAsync(requests.PlaceMany(orders, time), cancel);
        return reply is { Why: null } && BinanceUsdmCodec.Batch(reply.Wire, orders.Count) is { } outcomes
            ? outcomes
            : [.. Enumerable.Repeat(reply.Outcome(static _ => null), orders.Count)];
    }

    /// <summary>The venue's number tells which kind of order it is; without one both kinds are asked.</summary>
    public async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        var time = Until(cancellation.SendBy);
        if (BinanceAlgoNumber.Read(cancellation.VenueOrderId) is not null)
        {
            return await CommandAsync(requests.CancelConditional(cancellation, time), BinanceUsdmCodec.Done, cancel);
        }

        var outcome = await CommandAsync(requests.Cancel(cancellation, time), BinanceUsdmCodec.Done, cancel);
        return outcome is VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder } && cancellation.VenueOrderId is null
            ? await CommandAsync(requests.CancelConditional(cancellation, time), BinanceUsdmCodec.Done, cancel)
            : outcome;
    }

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, Side side, Price price, CancellationToken cancel) =>
        CommandAsync(requests.Amend(amendment, side, price, Until(amendment.SendBy)), BinanceUsdmCodec.Accepted, cancel);

    public async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var waiting = await CommandAsync(requests.CancelAllConditional(instrument, Now), BinanceUsdmCodec.Done, cancel);
        var resting = await CommandAsync(requests.CancelAll(instrument, Now), BinanceUsdmCodec.Done, cancel);
        // Nothing to cancel is what was asked for.
        return new[] { waiting, resting }.FirstOrDefault(outcome => outcome is not (VenueOutcome.Accepted or VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder }))
            ?? new VenueOutcome.Accepted(null);
    }

    public async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var found = BinanceAlgoNumber.Read(query.VenueOrderId) is null
            ? await FindAsync(query.Instrument, requests.Query(query.Instrument, query.Id, Now), null, cancel)
            : new OrderEvidence.Absent();
        if (found is OrderEvidence.Absent && query.VenueOrderId is { } number && BinanceAlgoNumber.Read(number) is null)
        {
            found = await FindAsync(query.Instrument, requests.Query(query.Instrument, number, Now), null, cancel);
        }

        return found is OrderEvidence.Absent ? await FindConditionalAsync(query, cancel) : found;
    }

    public async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel)
    {
        var resting = await AskAsync(requests.OpenOrders(null, Now), reply => BinanceUsdmCodec.Orders(reply.Body.Span), cancel);
        if (resting.Value is not { } orders)
        {
            return resting;
        }

        var waiting = await AskAsync(requests.OpenConditional(null, Now), reply => BinanceUsdmCodec.AlgoOrders(reply.Body.Span), cancel);
        return waiting.Value is { } stops ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. orders, .. stops]) : waiting;
    }

    /// <summary>All fills of one instrument since a time, page by page.</summary>
    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = new List<FillReport>();
        for (long? from = null; ;)
        {
            var page = await AskAsync(requests.FillsSince(instrument, since, from, Now), reply => BinanceUsdmCodec.Fills(reply.Body.Span), cancel);
            if (page.Value is not { } fills)
            {
                return page;
            }

            all.AddRange(fills.Where(fill => fill.At >= since));
            if (fills.Count < BinanceUsdmRequests.FillsOfAPage)
            {
                return VenueAnswer.Of<IReadOnlyList<FillReport>>(all);
            }

            from = long.Parse(fills[^1].FillId.Value, CultureInfo.InvariantCulture) + 1;
        }
    }

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) =>
        AskAsync(requests.Positions(Now), reply => BinanceUsdmCodec.Positions(reply.Body.Span), cancel);

    public Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(requests.Balances(Now), reply => BinanceUsdmCodec.Balances(reply.Body.Span), cancel);

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(BinanceUsdmRequests.Instruments(), reply => BinanceUsdmCodec.Instruments(reply.Body.Span), cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(BinanceUsdmRequests.Quote(instrument), reply => Spot.BinanceSpotCodec.Quote(reply.Body.Span, clock.GetUtcNow()), cancel);

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, int limit, CancellationToken cancel) =>
        AskAsync(BinanceUsdmRequests.Book(instrument, limit), reply => BinanceBooks.Snapshot(reply.Body.Span), cancel);

    public Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(instrument, Now), reply => BinanceUsdmCodec.Fees(instrument, reply.Body.Span), cancel);

    public async Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var terms = await AskAsync(requests.SymbolTerms(instrument, Now), reply => BinanceUsdmCodec.SymbolTerms(instrument, reply.Body.Span), cancel);
        if (terms.Value is not { } known)
        {
            return terms;
        }

        var reply = await line.SendAsync(requests.PositionMode(Now), cancel);
        return reply.Why is { } why
            ? VenueAnswer.Failed<PositionTerms>(why)
            : VenueAnswer.Of(known with { PositionMode = BinanceUsdmCodec.Mode(reply.Wire.Body.Span) });
    }

    public Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) =>
        CommandAsync(requests.SetLeverage(instrument, leverage, Now), BinanceUsdmCodec.Done, cancel);

    public async Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) =>
        Settled(await CommandAsync(requests.SetMarginMode(instrument, mode, Now), BinanceUsdmCodec.Done, cancel), "-4046");

    public async Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) =>
        Settled(await CommandAsync(requests.SetPositionMode(mode, Now), BinanceUsdmCodec.Done, cancel), "-4059");

    public async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) => wallet is null
        ? VenueAnswer.Failed<KeyPermissions>("This environment does not tell what a key may do.")
        : (await wallet.SendAsync(requests.Permissions(Now), cancel)).Answer(reply => Spot.BinanceSpotCodec.Permissions(reply.Body.Span, isFutures: true));

    public async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await line.SendAsync(BinanceUsdmRequests.Time(), cancel)) is { Why: null } reply ? Spot.BinanceSpotCodec.Time(reply.Wire.Body.Span) : null;

    /// <summary>The key of the account's stream; the failure when there is none.</summary>
    public async Task<(string? Key, string? Failure)> ListenAsync(CancellationToken cancel)
    {
        var reply = await line.SendAsync(requests.ListenKey(HttpMethod.Post), cancel);
        return reply.Why is { } why ? (null, why) : (BinanceUsdmCodec.ListenKey(reply.Wire.Body.Span), null);
    }

    public async Task<string?> RenewAsync(CancellationToken cancel) => (await line.SendAsync(requests.ListenKey(HttpMethod.Put), cancel)) is { Complaint: { } complaint }
        ? complaint.Sentence
        : null;

    // It was so already: what was asked for holds.
    private static VenueOutcome Settled(VenueOutcome outcome, string unchanged) =>
        outcome is VenueOutcome.Rejected rejected && rejected.VenueCode == unchanged ? new VenueOutcome.Accepted(null) : outcome;

    private async Task<OrderEvidence> FindConditionalAsync(QueryOrder query, CancellationToken cancel)
    {
        var reply = await line.SendAsync(requests.QueryConditional(query.Id, query.VenueOrderId, Now), cancel);
        if (reply.IsNotFound)
        {
            return new OrderEvidence.Absent();
        }

        if (reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (BinanceUsdmCodec.AlgoOrder(reply.Wire.Body.Span) is not { } algo)
        {
            return new OrderEvidence.Failed("The venue's answer cannot be read.");
        }

        return algo.Became is { } number
            ? await FindAsync(query.Instrument, requests.Query(query.Instrument, number, Now), algo.Report, cancel)
            : new OrderEvidence.Found(algo.Report, []);
    }

    /// <param name="waited">The order it was before it triggered: what it became goes by its id and type.</param>
    private async Task<OrderEvidence> FindAsync(InstrumentId instrument, WireRequest request, OrderReport? waited, CancellationToken cancel)
    {
        var reply = await line.SendAsync(request, cancel);
        if (reply.IsNotFound)
        {
            // It triggered, and what it became is not shown yet.
            return waited is null ? new OrderEvidence.Absent() : new OrderEvidence.Found(waited, []);
        }

        if (reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (BinanceUsdmCodec.Order(reply.Wire.Body.Span) is not { } order)
        {
            return new OrderEvidence.Failed("The venue's answer cannot be read.");
        }

        order = waited is null ? order : BinanceUsdmMerge.Became(waited, order);
        if (order.FilledQuantity.IsZero)
        {
            return new OrderEvidence.Found(order, []);
        }

        var fills = await AskAsync(requests.FillsOf(instrument, order.VenueOrderId, Now), answer => BinanceUsdmCodec.Fills(answer.Body.Span), cancel);
        return fills.Value is { } known
            ? new OrderEvidence.Found(order, [.. known.Select(fill => fill with { ClientOrderId = order.ClientOrderId })])
            : new OrderEvidence.Failed(fills.Failure!);
    }

    private async Task<VenueOutcome> CommandAsync(WireRequest request, Func<WireReply, VenueOutcome?> read, CancellationToken cancel) =>
        (await line.SendAsync(request, cancel)).Outcome(read);

    private async Task<VenueAnswer<T>> AskAsync<T>(WireRequest request, Func<WireReply, T?> read, CancellationToken cancel)
        where T : class => (await line.SendAsync(request, cancel)).Answer(read);
}
