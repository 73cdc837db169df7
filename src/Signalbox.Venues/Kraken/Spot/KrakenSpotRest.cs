using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <param name="charge">Counts what a command cost beyond what was taken for it.</param>
internal sealed class KrakenSpotRest(
    VenueLine line, KrakenSpotRequests requests, KrakenSpotVoice voice, KrakenSpotLimits limits, KrakenPairs pairs, Action<InstrumentId, RateCost> charge,
    VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    private readonly KrakenTurns turns = new(clock);
    private readonly KrakenOrderAges ages = new(clock);
    private readonly KrakenSpotCodec codec = new(pairs);

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        if (KrakenSpotOrders.Refuse(order) is { } refusal)
        {
            return refusal;
        }

        var reply = await SendAsync(RateLanes.Of(order), () => requests.Place(order, Of(order), State.VenueNow).Request!, cancel);
        return Aged(order.Id, reply.Outcome(KrakenSpotCodec.Accepted));
    }

    /// <summary>Orders of one pair leave together. A batch is refused as a whole where one order of it is not well-formed.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        var groups = orders.Select((order, index) => (Order: order, Index: index))
            .GroupBy(each => CanBeBatched(each.Order) ? each.Order.Instrument.Value : $"alone {each.Index}")
            .SelectMany(group => group.Chunk(KrakenSpotRequests.OrdersOfABatch));
        await Task.WhenAll(groups.Select(async group =>
        {
            var placed = group.Length == 1 ? [await PlaceAsync(group[0].Order, cancel)] : await PlaceBatchAsync([.. group.Select(each => each.Order)], cancel);
            for (var index = 0; index < group.Length; index++)
            {
                outcomes[group[index].Index] = placed[index];
            }
        }));
        return outcomes;
    }

    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        var age = ages.Of(amendment.Id);
        var reply = await SendAsync(RateLane.Reduce, () => requests.Amend(amendment, Until(amendment.SendBy), State.VenueNow), cancel);
        var outcome = reply.Outcome(KrakenSpotCodec.Amended);
        if (outcome is VenueOutcome.Accepted)
        {
            charge(amendment.Instrument, limits.AfterAmend(age));
            ages.Begin(amendment.Id);
        }

        return outcome;
    }

    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        var reply = await SendAsync(RateLane.Protect, () => requests.Cancel(cancellation), cancel);
        var outcome = reply.Outcome(KrakenSpotCodec.Cancelled);
        if (outcome is VenueOutcome.Accepted)
        {
            charge(cancellation.Instrument, limits.AfterCancel(ages.Of(cancellation.Id)));
        }

        return outcome;
    }

    /// <summary>The venue's own way reaches every pair of the account, so those of one are cancelled by their numbers.</summary>
    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var open = await OpenOrdersAsync(cancel);
        if (open.Value is not { } orders)
        {
            return new VenueOutcome.NotSent(open.Failure!, null);
        }

        foreach (var some in orders.Where(order => order.Instrument == instrument).Chunk(KrakenSpotRequests.CancelsOfABatch))
        {
            var reply = await SendAsync(RateLane.Protect, () => requests.CancelMany(instrument, [.. some.Select(order => order.VenueOrderId)]), cancel);
            var outcome = HeldAlready(reply.Outcome(KrakenSpotCodec.AllCancelled), static refused => refused.Reason == RejectReason.UnknownOrder);
            if (outcome is not VenueOutcome.Accepted)
            {
                return outcome;
            }
        }

        return new VenueOutcome.Accepted(null);
    }

    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        if (await NamesAsync(cancel) is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (query.VenueOrderId is { } number)
        {
            var reply = await SendAsync(RateLane.Reconcile, () => requests.Orders([number]), cancel);
            if (!reply.IsNotFound)
            {
                var numbered = await EvidenceAsync(reply.Answer(codec.OrdersAsked), cancel);
                if (numbered is not OrderEvidence.Absent)
                {
                    return numbered;
                }
            }
        }

        // An order leaves the open ones for the closed ones, so these are asked in that order.
        var open = await EvidenceAsync(await AskedAsync(() => requests.OpenOrders(query.Id), codec.Orders, cancel), cancel, query.Id);
        return open is OrderEvidence.Absent
            ? await EvidenceAsync(await AskedAsync(() => requests.ClosedOrders(query.Id), codec.Orders, cancel), cancel, query.Id)
            : open;
    }

    public override async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) => await NamesAsync(cancel) is { } why
        ? VenueAnswer.Failed<IReadOnlyList<OrderReport>>(why)
        : await AskedAsync<IReadOnlyList<OrderReport>>(() => requests.OpenOrders(), reply => codec.Orders(reply)?.Select(each => each.Report).ToList(), cancel);

    /// <summary>Of every pair at once; trades name their orders by number only, so ids of ours that are not remembered are asked for.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await TradesAsync(since, cancel);
        if (answer.Value is not { } fills)
        {
            return answer;
        }

        foreach (var numbers in fills.Select(fill => fill.VenueOrderId).Distinct().Where(number => memory.Find(number) is null).Chunk(KrakenSpotRequests.OrdersOfAQuestion))
        {
            var orders = await AskedAsync(() => requests.Orders(numbers), codec.OrdersAsked, cancel);
            if (orders.Value is not { } found)
            {
                return VenueAnswer.Failed<IReadOnlyList<FillReport>>(orders.Failure!);
            }

            foreach (var order in found)
            {
                memory.Note(order.Report);
            }
        }

        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Select(memory.Named)]);
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = await TradesAsync(since, cancel);
        return all.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.Instrument == instrument)]) : all;
    }

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskedAsync(requests.Balances, KrakenSpotCodec.Balances, cancel);

    public override async Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel)
    {
        var answer = await AskAsync(KrakenSpotRequests.Instruments(), KrakenSpotCodec.Pairs, cancel);
        if (answer.Value is not { } listed)
        {
            return VenueAnswer.Failed<IReadOnlyList<Instrument>>(answer.Failure!);
        }

        pairs.Replace(listed);
        return VenueAnswer.Of<IReadOnlyList<Instrument>>([.. listed.Select(pair => pair.Instrument)]);
    }

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(KrakenSpotRequests.Quote(instrument), reply => KrakenSpotCodec.Quote(reply, Clock.GetUtcNow()), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskedAsync(() => requests.Fees(instrument), reply => KrakenSpotCodec.Fees(instrument, reply), cancel);

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        AskedAsync(requests.Permissions, KrakenSpotCodec.Permissions, cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        await Line.SendAsync(KrakenSpotRequests.Time(), cancel) is { Why: null } reply ? KrakenSpotCodec.Time(reply.Wire) : null;

    public Task<VenueAnswer<string>> TokenAsync(CancellationToken cancel) => AskedAsync(requests.StreamToken, KrakenSpotCodec.Token, cancel);

    /// <summary>Why names of pairs cannot be read; null once they have been listed.</summary>
    public async Task<string?> NamesAsync(CancellationToken cancel) => pairs.IsEmpty ? (await InstrumentsAsync(cancel)).Failure : null;

    // What closes attach to an order has other names in batches, and what is refused alone would refuse all.
    private static bool CanBeBatched(PlaceOrder order) =>
        KrakenSpotOrders.Refuse(order) is null && order.Extras is not ({ StopLoss: not null } or { TakeProfit: not null });

    private async Task<IReadOnlyList<VenueOutcome>> PlaceBatchAsync(PlaceOrder[] orders, CancellationToken cancel)
    {
        // The batch is good until the first of its orders is not.
        var first = orders.MinBy(order => order.SendBy)!;
        var reply = await SendAsync(orders.Max(RateLanes.Of), () => requests.PlaceMany(orders, Of(first), State.VenueNow), cancel);
        if (reply is { Why: null } && KrakenSpotCodec.Accepted(reply.Wire, voice) is { } outcomes && outcomes.Count == orders.Length)
        {
            return [.. orders.Zip(outcomes, (order, outcome) => Aged(order.Id, outcome))];
        }

        var same = reply.Outcome(static _ => null);
        return [.. orders.Select(_ => same)];
    }

    private VenueOutcome Aged(ClientOrderId id, VenueOutcome outcome)
    {
        if (outcome is VenueOutcome.Accepted)
        {
            ages.Begin(id);
        }

        return outcome;
    }

    /// <param name="id">The venue may answer with more than was asked for.</param>
    private async Task<OrderEvidence> EvidenceAsync(VenueAnswer<IReadOnlyList<KrakenOrderFound>> answer, CancellationToken cancel, ClientOrderId? id = null)
    {
        if (answer.Value is not { } orders)
        {
            return new OrderEvidence.Failed(answer.Failure!);
        }

        var found = orders.Where(order => id is null || order.Report.ClientOrderId == id).MaxBy(order => order.Report.At);
        return found is null ? new OrderEvidence.Absent() : await WithFillsAsync(found.Report, () => FillsOfAsync(found, cancel));
    }

    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsOfAsync(KrakenOrderFound order, CancellationToken cancel)
    {
        var all = new List<FillReport>();
        foreach (var numbers in order.Trades.Chunk(KrakenSpotRequests.TradesOfAQuestion))
        {
            var answer = await AskedAsync(() => requests.Trades(numbers), codec.FillsAsked, cancel);
            if (answer.Value is not { } fills)
            {
                return answer;
            }

            all.AddRange(fills);
        }

        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.OrderBy(fill => fill.At)]);
    }

    /// <summary>Oldest first. New trades push older ones to later pages while these are read: some come twice, none is missed.</summary>
    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> TradesAsync(DateTimeOffset since, CancellationToken cancel)
    {
        if (await NamesAsync(cancel) is { } why)
        {
            return VenueAnswer.Failed<IReadOnlyList<FillReport>>(why);
        }

        var read = 0;
        var all = await PagesAsync<FillReport, object>(
            _ => AskedAsync(() => requests.TradesSince(since, read), codec.Fills, cancel),
            page =>
            {
                read += page.Count;
                return page.Count < KrakenSpotRequests.TradesOfAPage ? null : page;
            });
        return all.Value is { } fills
            ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.At >= since).DistinctBy(fill => fill.FillId).OrderBy(fill => fill.At)])
            : all;
    }

    private async Task<VenueAnswer<T>> AskedAsync<T>(Func<WireRequest> sign, Func<WireReply, T?> read, CancellationToken cancel)
        where T : class => (await SendAsync(RateLane.Reconcile, sign, cancel)).Answer(read);

    private Task<LineReply> SendAsync(RateLane lane, Func<WireRequest> sign, CancellationToken cancel) =>
        turns.SendAsync(lane, sign, request => Line.SendAsync(request, cancel), cancel);
}
