using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>What one account tells OKX and asks of it; looking single orders up is in <see cref="OkxLookup"/>.</summary>
internal sealed class OkxRest : VenueRest
{
    private readonly OkxProduct product;
    private readonly MarginMode? margin;
    private readonly OkxRequests requests;
    private readonly OkxQuestions questions;
    private readonly OkxLookup lookup;

    public OkxRest(VenueLine line, OkxOptions options, OkxSigner signer, VenueLineState state, TimeProvider clock)
        : base(line, state, clock)
    {
        product = options.Product;
        margin = options.Margin;
        requests = new(signer, product, margin);
        questions = new(signer, product, margin);
        lookup = new(line, product, questions, state);
    }

    private DateTimeOffset At => State.VenueNow;

    public override Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        DraftedAsync(requests.Place(order, Of(order)), OkxCodec.Accepted, cancel);

    /// <summary>Orders that wait for no price go in batches; those that do, and those the venue has not got, by themselves.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var together = Enumerable.Range(0, orders.Count).Where(index => !OkxOrders.IsAlgo(orders[index]) && OkxOrders.Refuse(orders[index], product) is null).ToList();
        var alone = Enumerable.Range(0, orders.Count).Except(together).Select(async index => outcomes[index] = await PlaceAsync(orders[index], cancel));
        var batches = together.Chunk(OkxRequests.OrdersOfABatch).Select(batch => FillInAsync(outcomes, batch, () => PlaceBatchAsync([.. batch.Select(index => orders[index])], cancel)));
        await Task.WhenAll([.. alone, .. batches]);
        return outcomes;
    }

    /// <summary>Of an order that waits the venue wants to know which side it has, so it is asked for first.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        if (amendment.VenueOrderId is not null && OkxAlgoNumber.Read(amendment.VenueOrderId) is null && amendment.StopPrice is null)
        {
            return await CommandAsync(requests.Amend(amendment, Until(amendment.SendBy)), OkxCodec.Accepted, cancel);
        }

        return await lookup.FindAsync(new(amendment.Id, amendment.VenueOrderId, amendment.Instrument), cancel) switch
        {
            OrderEvidence.Found { Report: { Type: OrderType.TrailingStop } } => WireDraft.Unsupported("OKX does not change trailing stops in place; place another and cancel this one."),
            OrderEvidence.Found { Report: var order } when OkxAlgoNumber.Read(order.VenueOrderId) is not null => await CommandAsync(
                requests.AmendAlgo(amendment with { VenueOrderId = order.VenueOrderId }, order.TakesProfit, Until(amendment.SendBy)), OkxCodec.Accepted, cancel),
            OrderEvidence.Found when amendment.StopPrice is not null => WireDraft.Unsupported("The stop has triggered already; its price cannot be changed any more."),
            OrderEvidence.Found { Report: var order } => await CommandAsync(
                requests.Amend(amendment with { VenueOrderId = order.VenueOrderId }, Until(amendment.SendBy)), OkxCodec.Accepted, cancel),
            OrderEvidence.Absent => new VenueOutcome.Rejected(RejectReason.UnknownOrder, "51603", "There is no such order."),
            OrderEvidence.Failed failed => new VenueOutcome.NotSent($"What the order is could not be asked: {failed.Why}", null),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no evidence."),
        };
    }

    /// <summary>The venue's number tells which kind of order it is; without one both kinds are tried.</summary>
    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        if (OkxAlgoNumber.Read(cancellation.VenueOrderId) is not null)
        {
            return await CancelAlgoAsync(cancellation, cancel);
        }

        var outcome = await CommandAsync(requests.Cancel(cancellation, Until(cancellation.SendBy)), OkxCodec.Accepted, cancel);
        return outcome is VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder } && cancellation.VenueOrderId is null
            ? await CancelAlgoAsync(cancellation, cancel)
            : outcome;
    }

    /// <summary>Those whose number tells that they rest go in batches.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[cancellations.Count];
        var together = Enumerable.Range(0, cancellations.Count)
            .Where(index => cancellations[index].VenueOrderId is { } number && OkxAlgoNumber.Read(number) is null).ToList();
        var alone = Enumerable.Range(0, cancellations.Count).Except(together).Select(async index => outcomes[index] = await CancelAsync(cancellations[index], cancel));
        var batches = together.Chunk(OkxRequests.OrdersOfABatch).Select(batch => FillInAsync(outcomes, batch, () => CancelBatchAsync([.. batch.Select(index => cancellations[index])], cancel)));
        await Task.WhenAll([.. alone, .. batches]);
        return outcomes;
    }

    /// <summary>The venue cancels no more than lists of orders, so what is open is asked for first.</summary>
    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var open = await OpenOrdersAsync(instrument, cancel);
        if (open.Value is not { } orders)
        {
            return new VenueOutcome.NotSent($"What is open could not be asked: {open.Failure}", null);
        }

        CancelOrder[] cancellations = [.. orders.Select(order => new CancelOrder(order.ClientOrderId ?? default, order.VenueOrderId, instrument))];
        var resting = CancelManyAsync([.. cancellations.Where(each => OkxAlgoNumber.Read(each.VenueOrderId) is null)], cancel);
        var waiting = Task.WhenAll(cancellations.Where(each => OkxAlgoNumber.Read(each.VenueOrderId) is not null)
            .Chunk(OkxRequests.AlgosOfABatch).Select(batch => SeveralAsync(requests.CancelAlgos(batch, Now), batch.Length, cancel)));
        return (await resting).Concat((await waiting).SelectMany(static each => each))
            .Select(outcome => HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder))
            .FirstOrDefault(outcome => outcome is not VenueOutcome.Accepted) ?? new VenueOutcome.Accepted(null);
    }

    public override Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) => lookup.FindAsync(query, cancel);

    public override Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) => OpenOrdersAsync(null, cancel);

    /// <summary>The venue lists the fills of all instruments together; those of what waited go by its id.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var all = await lookup.FillsSinceAsync(since, cancel);
        return all.Value is { } fills ? VenueAnswer.Of(await lookup.NamedAsync(fills, memory, cancel)) : all;
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = await lookup.FillsSinceAsync(since, cancel);
        return all.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.Instrument == instrument)]) : all;
    }

    public override Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => product.IsSpot
        ? base.PositionsAsync(cancel)
        : AskAsync(questions.Positions(null, At), reply => OkxCodec.Positions(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(questions.Balances(At), reply => OkxCodec.Balances(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(questions.Instruments(), reply => OkxCodec.Instruments(product, reply.Body.Span), cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(questions.Quote(instrument), reply => OkxCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(questions.Fees(instrument, At), reply => OkxCodec.Fees(instrument, reply.Body.Span), cancel);

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        AskAsync(questions.Config(At), reply => OkxCodec.Permissions(reply.Body.Span), cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await Line.SendAsync(questions.Time(), cancel)) is { Why: null } reply ? OkxCodec.Time(reply.Wire.Body.Span) : null;

    public override async Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel)
    {
        if (product.IsSpot)
        {
            return await base.PositionTermsAsync(instrument, cancel);
        }

        var terms = await AskAsync(questions.Leverage(instrument, At), reply => OkxCodec.Leverage(instrument, reply.Body.Span), cancel);
        if (terms.Value is not { } known)
        {
            return terms;
        }

        var reply = await Line.SendAsync(questions.Config(At), cancel);
        return reply.Why is { } why
            ? VenueAnswer.Failed<PositionTerms>(why)
            : VenueAnswer.Of(known with { PositionMode = OkxCodec.Mode(reply.Wire.Body.Span) });
    }

    public override async Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel)
    {
        if (product.IsSpot)
        {
            return await base.SetLeverageAsync(instrument, leverage, cancel);
        }

        // An isolated position of a hedged account has leverage on each side.
        PositionSide?[] sides = margin == MarginMode.Isolated && (await PositionTermsAsync(instrument, cancel)).Value is { PositionMode: PositionMode.Hedge }
            ? [PositionSide.Long, PositionSide.Short]
            : [null];
        VenueOutcome outcome = new VenueOutcome.Accepted(null);
        foreach (var side in sides)
        {
            outcome = await CommandAsync(requests.SetLeverage(instrument, leverage, side, Now), OkxCodec.Done, cancel);
            if (outcome is not VenueOutcome.Accepted)
            {
                break;
            }
        }

        return outcome;
    }

    public override Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => product.IsSpot
        ? base.SetMarginModeAsync(instrument, mode, cancel)
        : Refused("OKX takes the margin mode with each order and keeps none; set it on the connection or with the order.");

    public override Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => product.IsSpot
        ? base.SetPositionModeAsync(mode, cancel)
        : CommandAsync(requests.SetPositionMode(mode, Now), OkxCodec.Done, cancel);

    /// <summary>A stop that has triggered meanwhile is cancelled as the order it became.</summary>
    private async Task<VenueOutcome> CancelAlgoAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        var outcome = await CommandAsync(requests.CancelAlgos([cancellation], Until(cancellation.SendBy)), OkxCodec.Accepted, cancel);
        if (outcome is not VenueOutcome.Rejected refused || (refused.VenueCode != OkxErrors.HasTriggered && refused.Reason != RejectReason.UnknownOrder))
        {
            return outcome;
        }

        return await lookup.FindWaitingAsync(new(cancellation.Id, cancellation.VenueOrderId, cancellation.Instrument), cancel) is OrderEvidence.Found { Report: { State: VenueOrderState.Working or VenueOrderState.Triggered } order }
            && OkxAlgoNumber.Read(order.VenueOrderId) is null
                ? await CommandAsync(requests.Cancel(cancellation with { VenueOrderId = order.VenueOrderId }, Until(cancellation.SendBy)), OkxCodec.Accepted, cancel)
                : outcome;
    }

    private async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(InstrumentId? instrument, CancellationToken cancel)
    {
        var resting = await lookup.OpenAsync(instrument, cancel);
        if (resting.Value is not { } orders)
        {
            return resting;
        }

        var waiting = await lookup.WaitingAsync(instrument, cancel);
        return waiting.Value is { } stops ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. orders, .. stops]) : waiting;
    }

    private Task<IReadOnlyList<VenueOutcome>> PlaceBatchAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var intended = orders.Min(order => order.IntendedAt);
        return SeveralAsync(requests.PlaceMany(orders, new(intended + State.Clock.Offset, orders.Min(order => order.SendBy) - intended)), orders.Count, cancel);
    }

    private Task<IReadOnlyList<VenueOutcome>> CancelBatchAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel) =>
        SeveralAsync(requests.CancelMany(cancellations, Until(cancellations.Min(each => each.SendBy))), cancellations.Count, cancel);

    /// <summary>One outcome each; that of the whole where the answer does not tell of them singly.</summary>
    private async Task<IReadOnlyList<VenueOutcome>> SeveralAsync(WireRequest request, int count, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        if (reply is { Why: null } && OkxCodec.Each(reply.Wire, count) is { } outcomes)
        {
            return outcomes;
        }

        // One entry for several says nothing of the others.
        var whole = count > 1 && reply.Complaint is not null && OkxCodec.Each(reply.Wire, 1) is not null
            ? new VenueOutcome.Unknown($"The venue did not tell of each of {count}: {reply.Complaint.Sentence}")
            : reply.Outcome(static _ => null);
        return [.. Enumerable.Repeat(whole, count)];
    }

    private static async Task FillInAsync(VenueOutcome[] outcomes, int[] batch, Func<Task<IReadOnlyList<VenueOutcome>>> send)
    {
        var ended = await send();
        for (var position = 0; position < batch.Length; position++)
        {
            outcomes[batch[position]] = ended[position];
        }
    }
}
