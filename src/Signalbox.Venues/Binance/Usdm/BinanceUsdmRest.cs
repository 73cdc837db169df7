using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

internal sealed class BinanceUsdmRest(VenueLine line, VenueLine? wallet, BinanceUsdmRequests requests, VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    public override Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        DraftedAsync(requests.Place(order, Of(order)), BinanceUsdmCodec.Accepted, cancel);

    /// <summary>Orders that wait for no price go in batches; those that do, and those the venue has not got, by themselves.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var together = Enumerable.Range(0, orders.Count).Where(index => !BinanceUsdmOrders.IsConditional(orders[index]) && BinanceUsdmOrders.Refuse(orders[index]) is null).ToList();
        var alone = Enumerable.Range(0, orders.Count).Except(together).Select(async index => outcomes[index] = await PlaceAsync(orders[index], cancel));
        var batches = together.Chunk(BinanceUsdmRequests.OrdersOfABatch).Select(async batch =>
        {
            var ended = await BatchAsync([.. batch.Select(index => orders[index])], cancel);
            for (var position = 0; position < batch.Length; position++)
            {
                outcomes[batch[position]] = ended[position];
            }
        });
        await Task.WhenAll([.. alone, .. batches]);
        return outcomes;
    }

    /// <summary>The venue's number tells which kind of order it is; without one both kinds are asked.</summary>
    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
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

    /// <summary>The venue wants side and price named; what the amendment leaves out is asked for first.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        if (amendment.StopPrice is not null)
        {
            return WireDraft.Unsupported("Binance futures do not change stops in place; place another and cancel this one.");
        }

        return await QueryAsync(new(amendment.Id, amendment.VenueOrderId, amendment.Instrument), cancel) switch
        {
            OrderEvidence.Found { Report: { Type: OrderType.Limit } order } => await CommandAsync(
                requests.Amend(amendment, order.Side, amendment.LimitPrice ?? order.LimitPrice!.Value, Until(amendment.SendBy)), BinanceUsdmCodec.Accepted, cancel),
            OrderEvidence.Found => WireDraft.Unsupported("Binance futures change only limit orders in place."),
            OrderEvidence.Absent => new VenueOutcome.Rejected(RejectReason.UnknownOrder, "-2013", "There is no such order."),
            OrderEvidence.Failed failed => new VenueOutcome.NotSent($"What the order is could not be asked: {failed.Why}", null),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no evidence."),
        };
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var waiting = await CommandAsync(requests.CancelAllConditional(instrument, Now), BinanceUsdmCodec.Done, cancel);
        var resting = await CommandAsync(requests.CancelAll(instrument, Now), BinanceUsdmCodec.Done, cancel);
        return new[] { waiting, resting }.Select(outcome => HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder))
            .FirstOrDefault(outcome => outcome is not VenueOutcome.Accepted) ?? new VenueOutcome.Accepted(null);
    }

    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
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

    public override async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel)
    {
        var resting = await AskAsync(requests.OpenOrders(null, Now), reply => BinanceUsdmCodec.Orders(reply.Body.Span), cancel);
        if (resting.Value is not { } orders)
        {
            return resting;
        }

        var waiting = await AskAsync(requests.OpenConditional(null, Now), reply => BinanceUsdmCodec.AlgoOrders(reply.Body.Span), cancel);
        return waiting.Value is { } stops ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. orders, .. stops]) : waiting;
    }

    /// <summary>Pages go on by number after the last.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = await PagesAsync<FillReport, string>(
            from => AskOfInstrumentAsync(requests.FillsSince(instrument, since, NumberAfter(from), Now), [], reply => BinanceUsdmCodec.Fills(reply.Body.Span), cancel),
            static page => page.Count < BinanceUsdmRequests.FillsOfAPage ? null : page[^1].FillId.Value);
        return all.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.At >= since)]) : all;
    }

    public override Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) =>
        AskAsync(requests.Positions(Now), reply => BinanceUsdmCodec.Positions(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(requests.Balances(Now), reply => BinanceUsdmCodec.Balances(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(BinanceUsdmRequests.Instruments(), reply => BinanceUsdmCodec.Instruments(reply.Body.Span), cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(BinanceUsdmRequests.Quote(instrument), reply => Spot.BinanceSpotCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, int limit, CancellationToken cancel) =>
        AskAsync(BinanceUsdmRequests.Book(instrument, limit), reply => BinanceBooks.Snapshot(reply.Body.Span), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(instrument, Now), reply => BinanceUsdmCodec.Fees(instrument, reply.Body.Span), cancel);

    public override async Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var terms = await AskAsync(requests.SymbolTerms(instrument, Now), reply => BinanceUsdmCodec.SymbolTerms(instrument, reply.Body.Span), cancel);
        if (terms.Value is not { } known)
        {
            return terms;
        }

        var reply = await Line.SendAsync(requests.PositionMode(Now), cancel);
        return reply.Why is { } why
            ? VenueAnswer.Failed<PositionTerms>(why)
            : VenueAnswer.Of(known with { PositionMode = BinanceUsdmCodec.Mode(reply.Wire.Body.Span) });
    }

    public override Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) =>
        CommandAsync(requests.SetLeverage(instrument, leverage, Now), BinanceUsdmCodec.Done, cancel);

    public override async Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) =>
        HeldAlready(await CommandAsync(requests.SetMarginMode(instrument, mode, Now), BinanceUsdmCodec.Done, cancel), static refused => refused.VenueCode == "-4046");

    public override async Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) =>
        HeldAlready(await CommandAsync(requests.SetPositionMode(mode, Now), BinanceUsdmCodec.Done, cancel), static refused => refused.VenueCode == "-4059");

    public override async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) => wallet is null
        ? VenueAnswer.Failed<KeyPermissions>("This environment does not tell what a key may do.")
        : (await wallet.SendAsync(requests.Permissions(Now), cancel)).Answer(reply => Spot.BinanceSpotCodec.Permissions(reply.Body.Span, isFutures: true));

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await Line.SendAsync(BinanceUsdmRequests.Time(), cancel)) is { Why: null } reply ? Spot.BinanceSpotCodec.Time(reply.Wire.Body.Span) : null;

    /// <summary>The key of the account's stream; the failure when there is none.</summary>
    public async Task<(string? Key, string? Failure)> ListenAsync(CancellationToken cancel)
    {
        var reply = await Line.SendAsync(requests.ListenKey(HttpMethod.Post), cancel);
        return reply.Why is { } why ? (null, why) : (BinanceUsdmCodec.ListenKey(reply.Wire.Body.Span), null);
    }

    public async Task<string?> RenewAsync(CancellationToken cancel) => (await Line.SendAsync(requests.ListenKey(HttpMethod.Put), cancel)) is { Complaint: { } complaint }
        ? complaint.Sentence
        : null;

    private async Task<IReadOnlyList<VenueOutcome>> BatchAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var time = new SigningTime(orders.Min(order => order.IntendedAt) + State.Clock.Offset, orders.Min(order => order.SendBy) - orders.Min(order => order.IntendedAt));
        var reply = await Line.SendAsync(requests.PlaceMany(orders, time), cancel);
        return reply is { Why: null } && BinanceUsdmCodec.Batch(reply.Wire, orders.Count) is { } outcomes
            ? outcomes
            : [.. Enumerable.Repeat(reply.Outcome(static _ => null), orders.Count)];
    }

    private async Task<OrderEvidence> FindConditionalAsync(QueryOrder query, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(requests.QueryConditional(query.Id, query.VenueOrderId, Now), cancel);
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
            return new OrderEvidence.Failed(CannotBeRead);
        }

        return algo.Became is { } number
            ? await FindAsync(query.Instrument, requests.Query(query.Instrument, number, Now), algo.Report, cancel)
            : new OrderEvidence.Found(algo.Report, []);
    }

    /// <param name="waited">The order it was before it triggered: what it became goes by its id and type.</param>
    private async Task<OrderEvidence> FindAsync(InstrumentId instrument, WireRequest request, OrderReport? waited, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
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
            return new OrderEvidence.Failed(CannotBeRead);
        }

        order = waited is null ? order : BinanceUsdmMerge.Became(waited, order);
        return await WithFillsAsync(
            order, () => AskAsync(requests.FillsOf(instrument, order.VenueOrderId, Now), answer => BinanceUsdmCodec.Fills(answer.Body.Span), cancel));
    }

    private static long? NumberAfter(string? last) => last is null ? null : long.Parse(last, CultureInfo.InvariantCulture) + 1;
}
