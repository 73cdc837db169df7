using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Spot;

internal sealed class KucoinSpotRest(VenueLine line, KucoinSpotRequests requests, KucoinReplacing replacing, VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    // Stops wait with another service and are numbered by it.
    private const string StopMark = "vs";

    // The venue lists fills of a week at most at a time.
    private static readonly TimeSpan FillsOfAWindow = TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1);

    public override Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        DraftedAsync(requests.Place(order, Of(order)), KucoinCodec.Accepted, cancel);

    /// <summary>Limit orders of one instrument go in batches, everything else by itself.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var together = Enumerable.Range(0, orders.Count).Where(index => KucoinSpotOrders.FitsBatch(orders[index])).ToList();
        var alone = Enumerable.Range(0, orders.Count).Except(together).Select(async index => outcomes[index] = await PlaceAsync(orders[index], cancel));
        var batches = together.GroupBy(index => orders[index].Instrument).SelectMany(group => group.Chunk(KucoinSpotRequests.OrdersOfABatch)).Select(async batch =>
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

    /// <summary>
    /// The venue's number tells which service to ask first, and no more: the documentation has stops numbered in both ways. What
    /// one service does not know the other is asked for, and at last our id, by which a stop goes once it has triggered.
    /// </summary>
    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        var (time, unnumbered) = (Until(cancellation.SendBy), cancellation with { VenueOrderId = null });
        WireRequest[] asked = cancellation.VenueOrderId is null ? [requests.Cancel(cancellation, time), requests.CancelStop(cancellation, time)]
            : IsStop(cancellation.VenueOrderId) ? [requests.CancelStop(cancellation, time), requests.Cancel(unnumbered, time)]
            : [requests.Cancel(cancellation, time), requests.CancelStop(cancellation, time), requests.Cancel(unnumbered, time)];
        var outcome = await CommandAsync(asked[0], KucoinCodec.Cancelled, cancel);
        for (var next = 1; next < asked.Length && IsUnknown(outcome); next++)
        {
            outcome = await CommandAsync(asked[next], KucoinCodec.Cancelled, cancel);
        }

        return outcome;
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var waiting = await CommandAsync(requests.CancelAllStops(instrument, Now), KucoinCodec.Done, cancel);
        var resting = await CommandAsync(requests.CancelAll(instrument, Now), KucoinCodec.Done, cancel);
        return new[] { waiting, resting }.Select(outcome => HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder))
            .FirstOrDefault(outcome => outcome is not VenueOutcome.Accepted) ?? new VenueOutcome.Accepted(null);
    }

    /// <summary>The venue replaces the order; what has filled already would be lost from sight, so only untouched ones are amended.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        if (amendment.StopPrice is not null)
        {
            return WireDraft.Unsupported("KuCoin does not change stops in place; place another and cancel this one.");
        }

        switch (await QueryAsync(new(amendment.Id, amendment.VenueOrderId, amendment.Instrument), cancel))
        {
            case OrderEvidence.Found { Report: { Type: OrderType.Limit, State: VenueOrderState.Working, FilledQuantity.IsZero: true } order }:
                replacing.Note(order.VenueOrderId);
                return await CommandAsync(requests.Amend(amendment with { VenueOrderId = order.VenueOrderId }, Until(amendment.SendBy)), KucoinCodec.Accepted, cancel);
            case OrderEvidence.Found { Report: { Type: OrderType.Limit, State: VenueOrderState.Working } }:
                return WireDraft.Unsupported("KuCoin replaces what it amends, so an order that has filled in part is not amended; cancel it and place another.");
            case OrderEvidence.Found { Report.State: VenueOrderState.Working }:
                return WireDraft.Unsupported("KuCoin changes only limit orders in place.");
            case OrderEvidence.Failed failed:
                return new VenueOutcome.NotSent($"What the order is could not be asked: {failed.Why}", null);
            default:
                return new VenueOutcome.Rejected(RejectReason.UnknownOrder, KucoinVoice.Done, "There is no such order that could still change.");
        }
    }

    /// <summary>By our id first: it names a stop and the order it became alike.</summary>
    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var (instrument, number) = (query.Instrument, query.VenueOrderId);
        var found = await FindAsync(instrument, requests.Order(instrument, query.Id, Now), cancel);
        if (found is OrderEvidence.Absent && number is { } known && !IsStop(known))
        {
            found = await FindAsync(instrument, requests.Order(instrument, known, Now), cancel);
        }

        if (found is OrderEvidence.Absent)
        {
            found = await FindStopAsync(requests.Stop(instrument, query.Id, Now), json => KucoinSpotCodec.Stops(json) is [var newest, ..] ? newest : null, cancel);
        }

        return found is OrderEvidence.Absent && number is { } waiting && IsStop(waiting)
            ? await FindStopAsync(requests.Stop(waiting, Now), KucoinSpotCodec.Stop, cancel)
            : found;
    }

    public override async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel)
    {
        var symbols = await AskAsync(requests.InstrumentsWithOrders(Now), reply => KucoinCodec.IsEmpty(reply) ? [] : KucoinSpotCodec.Symbols(reply.Body.Span), cancel);
        if (symbols.Value is not { } instruments)
        {
            return VenueAnswer.Failed<IReadOnlyList<OrderReport>>(symbols.Failure!);
        }

        var all = new List<OrderReport>();
        foreach (var instrument in instruments)
        {
            var resting = await AskAsync(requests.OpenOrders(instrument, Now), reply => KucoinCodec.IsEmpty(reply) ? [] : KucoinSpotCodec.Orders(reply.Body.Span), cancel);
            if (resting.Value is not { } orders)
            {
                return resting;
            }

            all.AddRange(orders);
        }

        var waiting = await KucoinPages.NumberedAsync(page => AskAsync(requests.OpenStops(page, Now), reply => KucoinSpotCodec.StopPage(reply.Body.Span), cancel));
        return waiting.Value is { } stops ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. all, .. stops]) : waiting;
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = new List<FillReport>();
        for (var from = since; from <= State.VenueNow; from += FillsOfAWindow)
        {
            var start = from;
            string? last = null;
            var window = await PagesAsync<FillReport, string>(
                async lastId =>
                {
                    var answer = await AskOfInstrumentAsync(requests.Fills(instrument, start, start + FillsOfAWindow, lastId, Now), new KucoinList<FillReport>([], 0, null), reply => KucoinSpotCodec.Fills(reply.Body.Span), cancel);
                    last = answer.Value is { } page && page.Items.Count >= KucoinSpotRequests.FillsOfAPage ? page.LastId : null;
                    return answer.Value is { } read ? VenueAnswer.Of(read.Items) : VenueAnswer.Failed<IReadOnlyList<FillReport>>(answer.Failure!);
                },
                _ => last);
            if (window.Value is not { } fills)
            {
                return window;
            }

            all.AddRange(fills.Where(fill => fill.At >= since));
        }

        // A trade of an account with itself is a fill of both its orders, under one number.
        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.DistinctBy(fill => (fill.VenueOrderId, fill.FillId))]);
    }

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(requests.Balances(Now), reply => KucoinSpotCodec.Balances(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(KucoinSpotRequests.Instruments(), reply => KucoinSpotCodec.Instruments(reply.Body.Span), cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(KucoinSpotRequests.Quote(instrument), reply => KucoinSpotCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(instrument, Now), reply => KucoinCodec.Fees(instrument, reply.Body.Span), cancel);

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        AskAsync(requests.Permissions(Now), reply => KucoinCodec.Permissions(reply.Body.Span, "Spot"), cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        await Line.SendAsync(KucoinRequests.Time(), cancel) is { Why: null } reply ? KucoinCodec.Time(reply.Wire.Body.Span) : null;

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Book(instrument, Now), reply => KucoinBooks.Snapshot(reply.Body.Span), cancel);

    public Task<VenueAnswer<KucoinStreamToken>> StreamTokenAsync(CancellationToken cancel) =>
        AskAsync(requests.StreamToken(Now), reply => KucoinCodec.Token(reply.Body.Span), cancel);

    public Task<VenueAnswer<KucoinStreamToken>> MarketTokenAsync(CancellationToken cancel) =>
        AskAsync(KucoinRequests.PublicToken(), reply => KucoinCodec.Token(reply.Body.Span), cancel);

    private static bool IsStop(VenueOrderId? number) => number?.Value.StartsWith(StopMark, StringComparison.Ordinal) == true;

    private static bool IsUnknown(VenueOutcome outcome) => outcome is VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder };

    private async Task<IReadOnlyList<VenueOutcome>> BatchAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var intended = orders.Min(order => order.IntendedAt);
        var time = new SigningTime(intended + State.Clock.Offset, orders.Min(order => order.SendBy) - intended);
        var reply = await Line.SendAsync(requests.PlaceMany(orders, time), cancel);
        return reply is { Why: null } && KucoinCodec.Batch(KucoinErrors.Spot, reply.Wire, orders.Count) is { } outcomes
            ? outcomes
            : [.. Enumerable.Repeat(reply.Outcome(static _ => null), orders.Count)];
    }

    private async Task<OrderEvidence> FindAsync(InstrumentId instrument, WireRequest request, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        return reply.IsNotFound || reply is { Why: null } && KucoinCodec.IsEmpty(reply.Wire) ? new OrderEvidence.Absent()
            : reply.Why is { } why ? new OrderEvidence.Failed(why)
            : KucoinSpotCodec.Order(reply.Wire.Body.Span) is not { } order ? new OrderEvidence.Failed(CannotBeRead)
            : await WithFillsAsync(order, () => AllOfAsync(instrument, order.VenueOrderId, cancel));
    }

    /// <summary>The venue may leave out of account where a page is to begin; one that brings nothing new is the last.</summary>
    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> AllOfAsync(InstrumentId instrument, VenueOrderId number, CancellationToken cancel)
    {
        var seen = new HashSet<FillId>();
        string? last = null;
        var all = await PagesAsync<FillReport, string>(
            async lastId =>
            {
                var answer = await AskAsync(requests.FillsOf(instrument, number, lastId, Now), reply => KucoinSpotCodec.Fills(reply.Body.Span), cancel);
                if (answer.Value is not { } page)
                {
                    return VenueAnswer.Failed<IReadOnlyList<FillReport>>(answer.Failure!);
                }

                FillReport[] fresh = [.. page.Items.Where(fill => seen.Add(fill.FillId))];
                last = fresh.Length > 0 && page.Items.Count >= KucoinSpotRequests.FillsOfAPage ? page.LastId : null;
                return VenueAnswer.Of<IReadOnlyList<FillReport>>(fresh);
            },
            _ => last);
        return all;
    }

    private async Task<OrderEvidence> FindStopAsync(WireRequest request, StopReader read, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        return reply.IsNotFound || reply is { Why: null } && KucoinCodec.IsEmpty(reply.Wire) ? new OrderEvidence.Absent()
            : reply.Why is { } why ? new OrderEvidence.Failed(why)
            : read(reply.Wire.Body.Span) is { } stop ? new OrderEvidence.Found(stop, [])
            : new OrderEvidence.Failed(CannotBeRead);
    }

    private delegate OrderReport? StopReader(ReadOnlySpan<byte> json);
}
