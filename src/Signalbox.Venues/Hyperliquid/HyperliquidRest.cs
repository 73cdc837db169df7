using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

internal sealed class HyperliquidRest : VenueRest
{
    private readonly HyperliquidParts parts;
    private readonly HyperliquidOptions options;
    private readonly HyperliquidRequests requests;
    private readonly HyperliquidKnown known;
    private readonly HyperliquidAssets assets;
    private readonly HyperliquidFills fills;
    private readonly HyperliquidAccess access;
    private readonly HyperliquidFunds funds;
    private readonly HyperliquidPreparation preparation;

    public HyperliquidRest(VenueLine line, HyperliquidParts parts, VenueLineState state, TimeProvider clock)
        : base(line, state, clock)
    {
        this.parts = parts;
        options = parts.Options;
        requests = parts.Requests;
        known = parts.Known;
        assets = new(line, requests, options);
        fills = new(line, requests);
        access = new(line, requests, parts.Identity, parts.Limiter, state, clock);
        funds = new(line, requests, known, clock);
        preparation = new(parts, assets, QuoteAsync, clock);
    }

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        var ready = await preparation.ReadyAsync(order, cancel);
        return ready.Asset is { } asset
            ? await CommandAsync(requests.Place(order, asset, ready.Worst, Of(order)), HyperliquidCodec.Placed, cancel)
            : ready.End!;
    }

    /// <summary>Those with exits of their own go by themselves, the others together.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var together = new List<(int Index, PlaceOrder Order, HyperliquidAsset Asset, Price? Worst)>();
        for (var index = 0; index < orders.Count; index++)
        {
            var order = orders[index];
            if (HyperliquidOrders.Grouping(order) != "na")
            {
                outcomes[index] = await PlaceAsync(order, cancel);
                continue;
            }

            var ready = await preparation.ReadyAsync(order, cancel);
            if (ready.Asset is { } asset) together.Add((index, order, asset, ready.Worst));
            else outcomes[index] = ready.End!;
        }

        foreach (var batch in together.Chunk(HyperliquidRequests.OrdersOfABatch))
        {
            var at = batch.Min(each => each.Order.IntendedAt);
            var time = new SigningTime(at + State.Clock.Offset, batch.Min(each => each.Order.SendBy) - at);
            var reply = await Line.SendAsync(requests.PlaceMany([.. batch.Select(each => (each.Order, each.Asset, each.Worst))], time), cancel);
            var ended = reply is { Why: null } && HyperliquidCodec.Batch(reply.Wire, batch.Length) is { } told
                ? told
                : [.. Enumerable.Repeat(reply.Outcome(static _ => null), batch.Length)];
            for (var place = 0; place < batch.Length; place++)
            {
                outcomes[batch[place].Index] = ended[place];
            }
        }

        return outcomes;
    }

    /// <summary>The venue replaces the order by one it is told whole, so what it is is asked for first.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        var (found, end) = await assets.FindAsync(amendment.Instrument, cancel);
        if (found is not { } listed)
        {
            return end!;
        }

        switch (await QueryAsync(new(amendment.Id, amendment.VenueOrderId, amendment.Instrument), cancel))
        {
            case OrderEvidence.Found { Report: { State: VenueOrderState.Working or VenueOrderState.Triggered } order }:
                return await ReplaceAsync(order, listed.Asset, amendment, cancel);
            case OrderEvidence.Failed failed:
                return new VenueOutcome.NotSent($"What the order is could not be asked: {failed.Why}", null);
            default:
                return new VenueOutcome.Rejected(RejectReason.UnknownOrder, "MissingOrder", "There is no such open order.");
        }
    }

    /// <summary>By the venue's number, and by our id where there is none or it has been replaced since.</summary>
    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        var (found, end) = await assets.FindAsync(cancellation.Instrument, cancel);
        if (found is not { } listed)
        {
            return end!;
        }

        var time = Until(cancellation.SendBy);
        if (cancellation.VenueOrderId is { } number)
        {
            var outcome = await CommandAsync(requests.Cancel(listed.Asset, [Whole(number)], time) with { SendBy = cancellation.SendBy }, HyperliquidCodec.Placed, cancel);
            if (outcome is not VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder })
            {
                return outcome;
            }
        }

        return await CommandAsync(requests.CancelByIds([(listed.Asset, cancellation.Id)], time) with { SendBy = cancellation.SendBy }, HyperliquidCodec.Placed, cancel);
    }

    public override async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[cancellations.Count];
        foreach (var batch in cancellations.Index().Chunk(HyperliquidRequests.OrdersOfABatch))
        {
            var listed = new List<(int Index, HyperliquidAsset Asset, ClientOrderId Id)>();
            foreach (var (index, cancellation) in batch)
            {
                var (found, end) = await assets.FindAsync(cancellation.Instrument, cancel);
                if (found is { } known) listed.Add((index, known.Asset, cancellation.Id));
                else outcomes[index] = end!;
            }

            if (listed.Count == 0)
            {
                continue;
            }

            var sendBy = batch.Min(each => each.Item.SendBy);
            var reply = await Line.SendAsync(requests.CancelByIds([.. listed.Select(each => (each.Asset, each.Id))], Until(sendBy)) with { SendBy = sendBy }, cancel);
            var ended = reply is { Why: null } ? HyperliquidCodec.Batch(reply.Wire, listed.Count) : null;
            for (var place = 0; place < listed.Count; place++)
            {
                outcomes[listed[place].Index] = ended?[place] ?? reply.Outcome(static _ => null);
            }
        }

        // What has no id of ours goes by its number.
        for (var index = 0; index < outcomes.Length; index++)
        {
            if (outcomes[index] is VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder } && cancellations[index].VenueOrderId is not null)
            {
                outcomes[index] = await CancelAsync(cancellations[index], cancel);
            }
        }

        return outcomes;
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var (found, end) = await assets.FindAsync(instrument, cancel);
        var open = await OpenOrdersAsync(cancel);
        if (found is not { } listed || open.Value is not { } orders)
        {
            return end ?? new VenueOutcome.NotSent($"The open orders could not be listed: {open.Failure}", null);
        }

        foreach (var batch in orders.Where(order => order.Instrument == instrument).Select(order => Whole(order.VenueOrderId)).Chunk(HyperliquidRequests.OrdersOfABatch))
        {
            var reply = await Line.SendAsync(requests.Cancel(listed.Asset, batch, Now), cancel);
            var ended = reply is { Why: null } ? HyperliquidCodec.Batch(reply.Wire, batch.Length) : null;
            // What has ended meanwhile is no longer open, which is what was asked for.
            var failed = ended is null ? reply.Outcome(static _ => null) : ended.FirstOrDefault(each => each is not (VenueOutcome.Accepted or VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder }));
            if (failed is not null)
            {
                return failed;
            }
        }

        return new VenueOutcome.Accepted(null);
    }

    /// <summary>An order that was replaced is found by its id as the newest; another by the venue's number alone.</summary>
    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var found = await FindAsync(requests.Query(query.Id), cancel);
        if (query.VenueOrderId is not { } number || found is OrderEvidence.Failed
            || found is OrderEvidence.Found { Report: var report } && (report.State != VenueOrderState.Cancelled || report.VenueOrderId == number))
        {
            return found;
        }

        var other = await FindAsync(requests.Query(number), cancel);
        return other is OrderEvidence.Absent ? found : other;
    }

    public override async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel)
    {
        await access.CheckAsync(cancel);
        var answer = await AskAsync(requests.OpenOrders(), reply => HyperliquidCodec.Orders(reply.Body.Span), cancel);
        if (answer.Value is not { } orders)
        {
            return answer;
        }

        foreach (var order in orders)
        {
            known.Note(order);
        }

        return VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. orders.Where(order => options.Has(order.Instrument)).Select(known.Completed)]);
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await fills.SinceAsync(since, State.VenueNow, cancel);
        return answer.Value is { } all ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.Where(fill => options.Has(fill.Instrument)).Select(memory.Named)]) : answer;
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await fills.SinceAsync(since, State.VenueNow, cancel);
        return answer.Value is { } all ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.Where(fill => fill.Instrument == instrument)]) : answer;
    }

    public override async Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel)
    {
        var (isSpot, failure) = options.Product == HyperliquidProduct.Spot ? (true, null) : await funds.AreSharedAsync(cancel);
        return failure is not null ? VenueAnswer.Failed<IReadOnlyList<VenueBalance>>(failure)
            : isSpot ? await AskAsync(requests.Balances(), reply => HyperliquidCodec.Balances(reply.Body.Span), cancel)
            : await AskAsync(requests.Positions(), reply => HyperliquidCodec.Margin(reply.Body.Span), cancel);
    }

    public override Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => options.Product == HyperliquidProduct.Spot
        ? base.PositionsAsync(cancel)
        : AskAsync(requests.Positions(), reply => HyperliquidCodec.Positions(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => assets.ListAsync(cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(HyperliquidRequests.Book(instrument), reply => HyperliquidCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(), reply => HyperliquidCodec.Fees(instrument, options.Product == HyperliquidProduct.Spot, reply.Body.Span), cancel);

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) => access.PermissionsAsync(cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        await Line.SendAsync(HyperliquidRequests.Time(), cancel) is { Why: null } reply ? HyperliquidCodec.Time(reply.Wire.Body.Span) : null;

    public override Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) => options.Product == HyperliquidProduct.Spot
        ? base.PositionTermsAsync(instrument, cancel)
        : AskAsync(requests.Terms(instrument), reply => HyperliquidCodec.Terms(instrument, reply.Body.Span), cancel);

    /// <summary>Leverage and margin mode are told together: the one that is not changed stays what it is.</summary>
    public override Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => leverage < 1 || leverage % 1 != 0
        ? Refused("Leverage at Hyperliquid is a whole number from 1.")
        : SetTermsAsync(instrument, (int)leverage, null, cancel);

    public override Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => SetTermsAsync(instrument, null, mode, cancel);

    public override Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) =>
        options.Product == HyperliquidProduct.Spot ? base.SetPositionModeAsync(mode, cancel)
        : mode == PositionMode.OneWay ? Task.FromResult<VenueOutcome>(new VenueOutcome.Accepted(null))
        : Refused("Hyperliquid keeps one net position an instrument; it has no hedge mode.");

    private async Task<VenueOutcome> SetTermsAsync(InstrumentId instrument, int? leverage, MarginMode? mode, CancellationToken cancel)
    {
        if (options.Product == HyperliquidProduct.Spot)
        {
            return await base.SetLeverageAsync(instrument, 1, cancel);
        }

        var (found, end) = await assets.FindAsync(instrument, cancel);
        if (found is not { } listed)
        {
            return end!;
        }

        var terms = await PositionTermsAsync(instrument, cancel);
        return terms.Value is { } now
            ? await CommandAsync(requests.SetLeverage(listed.Asset, leverage ?? (int)(now.Leverage ?? 1), mode ?? now.MarginMode ?? MarginMode.Cross, Now), HyperliquidCodec.Done, cancel)
            : new VenueOutcome.NotSent($"What holds for {instrument} could not be asked: {terms.Failure}", null);
    }

    private async Task<VenueOutcome> ReplaceAsync(OrderReport order, HyperliquidAsset asset, AmendOrder amendment, CancellationToken cancel)
    {
        if (amendment.StopPrice is not null && order.Type is not (OrderType.Stop or OrderType.StopLimit))
        {
            return WireDraft.Unsupported("The order has no stop price that could be changed.");
        }

        if (amendment.Quantity <= order.FilledQuantity)
        {
            return new VenueOutcome.Rejected(RejectReason.Other, "InvalidSize", $"{order.FilledQuantity} of the order has filled already.");
        }

        // The new order has only what is left of the old one.
        known.Replace(order.VenueOrderId);
        var outcome = await CommandAsync(requests.Modify(order, asset, amendment.Quantity - order.FilledQuantity, amendment, Until(amendment.SendBy)), HyperliquidCodec.Placed, cancel);
        switch (outcome)
        {
            case VenueOutcome.Accepted { VenueOrderId: { } number } when order.ClientOrderId is { } id:
                parts.Memory.Note(number, id, order.Instrument);
                known.Note(order with { StopPrice = amendment.StopPrice ?? order.StopPrice });
                return await TrimAsync(order, outcome, asset, amendment, cancel);
            case VenueOutcome.Rejected or VenueOutcome.NotSent:
                known.Keep(order.VenueOrderId);
                break;
        }

        return outcome;
    }

    /// <summary>
    /// What filled between the question and the change is not in the new order's quantity: unless it can only reduce, it is
    /// made smaller by it.
    /// </summary>
    private async Task<VenueOutcome> TrimAsync(OrderReport order, VenueOutcome replaced, HyperliquidAsset asset, AmendOrder amendment, CancellationToken cancel)
    {
        if (order.ReduceOnly || order.Type is not OrderType.Limit
            || await FindAsync(requests.Query(order.VenueOrderId), cancel) is not OrderEvidence.Found { Report: { } before } || before.FilledQuantity <= order.FilledQuantity
            || await FindAsync(requests.Query(amendment.Id), cancel) is not OrderEvidence.Found { Report: { State: VenueOrderState.Working } after })
        {
            return replaced;
        }

        var left = amendment.Quantity - before.FilledQuantity;
        known.Replace(after.VenueOrderId);
        return left > after.FilledQuantity
            ? await CommandAsync(requests.Modify(after, asset, left - after.FilledQuantity, amendment, Now), HyperliquidCodec.Placed, cancel)
            : await CommandAsync(requests.Cancel(asset, [Whole(after.VenueOrderId)], Now), HyperliquidCodec.Placed, cancel);
    }

    private async Task<OrderEvidence> FindAsync(WireRequest request, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        if (reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (HyperliquidCodec.Order(reply.Wire.Body.Span, out var isUnknown) is not { } found)
        {
            return isUnknown ? new OrderEvidence.Absent() : new OrderEvidence.Failed(CannotBeRead);
        }

        known.Note(found.Report);
        var order = known.Completed(found.Report);
        return await WithFillsAsync(order, async () =>
        {
            var answer = await fills.SinceAsync(found.PlacedAt, State.VenueNow, cancel);
            return answer.Value is { } all ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.Where(fill => fill.VenueOrderId == order.VenueOrderId)]) : answer;
        });
    }

    private static long Whole(VenueOrderId number) => long.Parse(number.Value, CultureInfo.InvariantCulture);
}
