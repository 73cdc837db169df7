using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <param name="account">The host that knows the rights of keys.</param>
internal sealed class KucoinFuturesRest(
    VenueLine line, VenueLine account, KucoinFuturesRequests requests, KucoinFuturesDesk desk, VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    // The venue lists fills of a week at most at a time.
    private static readonly TimeSpan FillsOfAWindow = TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1);

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        var terms = KucoinFuturesOrders.Refuse(order) is null ? await desk.TermsForAsync(order, Now, cancel) : default;
        return await DraftedAsync(requests.Place(order, terms, Of(order)), KucoinCodec.Accepted, cancel);
    }

    /// <summary>Orders that bring their exits go by themselves, all others together.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var together = Enumerable.Range(0, orders.Count).Where(index => !KucoinFuturesOrders.HasExits(orders[index]) && KucoinFuturesOrders.Refuse(orders[index]) is null).ToList();
        var alone = Enumerable.Range(0, orders.Count).Except(together).Select(async index => outcomes[index] = await PlaceAsync(orders[index], cancel));
        var batches = together.Chunk(KucoinFuturesRequests.OrdersOfABatch).Select(async batch =>
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

    public override Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) =>
        Refused("KuCoin futures change no order in place; cancel it and place another.");

    public override Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        CommandAsync(requests.Cancel(cancellation, Until(cancellation.SendBy)), KucoinCodec.Cancelled, cancel);

    public override async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        var outcomes = new List<VenueOutcome>();
        foreach (var batch in cancellations.Chunk(KucoinFuturesRequests.OrdersOfABatch))
        {
            var reply = await Line.SendAsync(requests.CancelMany(batch, Until(batch.Min(each => each.SendBy))), cancel);
            outcomes.AddRange(reply is { Why: null } && KucoinFuturesBatch.Cancelled(reply.Wire, batch) is { } ended
                ? ended
                : Enumerable.Repeat(reply.Outcome(static _ => null), batch.Length));
        }

        return outcomes;
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var waiting = await CommandAsync(requests.CancelAllStops(instrument, Now), KucoinCodec.Done, cancel);
        var resting = await CommandAsync(requests.CancelAll(instrument, Now), KucoinCodec.Done, cancel);
        return new[] { waiting, resting }.Select(outcome => HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder))
            .FirstOrDefault(outcome => outcome is not VenueOutcome.Accepted) ?? new VenueOutcome.Accepted(null);
    }

    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var found = await FindAsync(query.Instrument, requests.Order(query.Id, Now), cancel);
        return found is OrderEvidence.Absent && query.VenueOrderId is { } number
            ? await FindAsync(query.Instrument, requests.Order(number, Now), cancel)
            : found;
    }

    public override async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel)
    {
        var resting = await KucoinPages.NumberedAsync(page => AskAsync(requests.OpenOrders(page, Now), reply => KucoinFuturesCodec.Orders(reply.Body.Span), cancel));
        if (resting.Value is not { } orders)
        {
            return resting;
        }

        var waiting = await KucoinPages.NumberedAsync(page => AskAsync(requests.OpenStops(page, Now), reply => KucoinFuturesCodec.Orders(reply.Body.Span), cancel));
        return waiting.Value is { } stops
            ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. orders.Concat(stops).DistinctBy(order => order.VenueOrderId)])
            : waiting;
    }

    /// <summary>Of all instruments in one list; the longer list lags, the recent one reaches back a day.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var all = new List<FillReport>();
        for (var from = since; from <= State.VenueNow; from += FillsOfAWindow)
        {
            var start = from;
            var window = await KucoinPages.NumberedAsync(page =>
                AskAsync(requests.Fills(start, start + FillsOfAWindow, page, Now), reply => KucoinFuturesCodec.Fills(reply.Body.Span), cancel));
            if (window.Value is not { } fills)
            {
                return window;
            }

            all.AddRange(fills);
        }

        var recent = await RecentAsync(null, cancel);
        return recent.Value is { } latest
            ? VenueAnswer.Of<IReadOnlyList<FillReport>>(
            [
                .. all.Concat(latest).Where(fill => fill.At >= since).DistinctBy(fill => (fill.VenueOrderId, fill.FillId)).Select(memory.Named)
                    .OrderBy(fill => fill.At).ThenBy(fill => fill.FillId.Value.Length).ThenBy(fill => fill.FillId),
            ])
            : recent;
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = await FillsAsync(new OrderMemory(), since, cancel);
        return all.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.Instrument == instrument)]) : all;
    }

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) => desk.BalancesAsync(() => Now, cancel);

    public override Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) =>
        AskAsync(requests.Positions(Now), reply => KucoinFuturesCodec.Positions(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => desk.InstrumentsAsync(cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(KucoinFuturesRequests.Quote(instrument), reply => KucoinFuturesCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(instrument, Now), reply => KucoinCodec.Fees(instrument, reply.Body.Span), cancel);

    public override Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) => desk.PositionTermsAsync(instrument, Now, cancel);

    public override Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => desk.SetLeverageAsync(instrument, leverage, Now, cancel);

    public override Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => desk.SetMarginModeAsync(instrument, mode, Now, cancel);

    public override Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => CommandAsync(requests.SetPositionMode(mode, Now), KucoinCodec.Done, cancel);

    public override async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        (await account.SendAsync(requests.Permissions(Now), cancel)).Answer(reply => KucoinCodec.Permissions(reply.Body.Span, "Futures"));

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        await Line.SendAsync(KucoinRequests.Time(), cancel) is { Why: null } reply ? KucoinCodec.Time(reply.Wire.Body.Span) : null;

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(KucoinFuturesRequests.Book(instrument), reply => KucoinBooks.Snapshot(reply.Body.Span), cancel);

    public Task<VenueAnswer<KucoinStreamToken>> StreamTokenAsync(CancellationToken cancel) =>
        AskAsync(requests.StreamToken(Now), reply => KucoinCodec.Token(reply.Body.Span), cancel);

    public Task<VenueAnswer<KucoinStreamToken>> MarketTokenAsync(CancellationToken cancel) =>
        AskAsync(KucoinRequests.PublicToken(), reply => KucoinCodec.Token(reply.Body.Span), cancel);

    private async Task<IReadOnlyList<VenueOutcome>> BatchAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var drafted = new List<(PlaceOrder, KucoinTerms)>();
        foreach (var order in orders)
        {
            drafted.Add((order, await desk.TermsForAsync(order, Now, cancel)));
        }

        var intended = orders.Min(order => order.IntendedAt);
        var time = new SigningTime(intended + State.Clock.Offset, orders.Min(order => order.SendBy) - intended);
        var reply = await Line.SendAsync(requests.PlaceMany(drafted, time), cancel);
        return reply is { Why: null } && KucoinCodec.Batch(KucoinErrors.Futures, reply.Wire, orders.Count) is { } outcomes
            ? outcomes
            : [.. Enumerable.Repeat(reply.Outcome(static _ => null), orders.Count)];
    }

    private async Task<OrderEvidence> FindAsync(InstrumentId instrument, WireRequest request, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        return reply.IsNotFound || reply is { Why: null } && KucoinCodec.IsEmpty(reply.Wire) ? new OrderEvidence.Absent()
            : reply.Why is { } why ? new OrderEvidence.Failed(why)
            : KucoinFuturesCodec.Order(reply.Wire.Body.Span) is not { } order ? new OrderEvidence.Failed(CannotBeRead)
            : await WithFillsAsync(order, () => AllOfAsync(instrument, order, cancel));
    }

    /// <summary>The list of one order lags; where it is short, the recent fills are asked for too.</summary>
    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> AllOfAsync(InstrumentId instrument, OrderReport order, CancellationToken cancel)
    {
        var listed = await KucoinPages.NumberedAsync(page => AskAsync(requests.FillsOf(order.VenueOrderId, page, Now), reply => KucoinFuturesCodec.Fills(reply.Body.Span), cancel));
        if (listed.Value is not { } fills || fills.Sum(fill => fill.Quantity.Value) >= order.FilledQuantity.Value)
        {
            return listed;
        }

        var recent = await RecentAsync(instrument, cancel);
        return recent.Value is { } latest
            ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Concat(latest.Where(fill => fill.VenueOrderId == order.VenueOrderId)).DistinctBy(fill => fill.FillId)])
            : recent;
    }

    private Task<VenueAnswer<IReadOnlyList<FillReport>>> RecentAsync(InstrumentId? instrument, CancellationToken cancel) =>
        AskAsync(requests.RecentFills(instrument, Now), reply => KucoinFuturesCodec.RecentFills(reply.Body.Span), cancel);
}
