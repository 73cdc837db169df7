using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

internal sealed class KrakenFuturesRest(VenueLine line, KrakenFuturesRequests requests, KrakenFillFees fees, VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    private const int PagesOfAProof = 5;

    // An order is asked for within minutes of its intent; a day is far beyond.
    private static readonly TimeSpan Past = TimeSpan.FromDays(1);

    // How long the history may take to tell what a fill cost before the fill is told without it.
    private static readonly TimeSpan FeesLate = TimeSpan.FromMinutes(2);

    private readonly KrakenTurns turns = new(clock);
    private volatile Dictionary<InstrumentId, (Instrument Contract, string? Schedule)> contracts = [];

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) => KrakenFuturesOrders.Refuse(order) is { } refusal
        ? refusal
        : await DoAsync(RateLanes.Of(order), () => requests.Place(order, Of(order)).Request!, KrakenFuturesCodec.Accepted, cancel);

    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[orders.Count];
        for (var index = 0; index < orders.Count; index++)
        {
            outcomes[index] = KrakenFuturesOrders.Refuse(orders[index])!;
        }

        var good = Enumerable.Range(0, orders.Count).Where(index => outcomes[index] is null).Chunk(KrakenFuturesRequests.OrdersOfABatch);
        await Task.WhenAll(good.Select(async batch =>
        {
            var ended = await PlaceBatchAsync([.. batch.Select(index => orders[index])], cancel);
            for (var position = 0; position < batch.Length; position++)
            {
                outcomes[batch[position]] = ended[position];
            }
        }));
        return outcomes;
    }

    public override Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) =>
        DoAsync(RateLane.Reduce, () => requests.Amend(amendment, Until(amendment.SendBy)), KrakenFuturesCodec.Accepted, cancel);

    public override Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        DoAsync(RateLane.Protect, () => requests.Cancel(cancellation), KrakenFuturesCodec.Cancelled, cancel);

    public override Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel) =>
        DoAsync(RateLane.Protect, () => requests.CancelAll(instrument), KrakenFuturesCodec.Cancelled, cancel);

    /// <summary>The venue tells of ended orders for some seconds only; after that the account's history does.</summary>
    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var reply = await SendAsync(RateLane.Reconcile, () => requests.Status(query), cancel);
        if (!reply.IsNotFound)
        {
            var told = reply.Answer(KrakenFuturesCodec.Statuses);
            if (told.Value is not { } orders)
            {
                return new OrderEvidence.Failed(told.Failure!);
            }

            if (orders.FirstOrDefault(order => Is(order, query)) is { } known)
            {
                return await WithFillsAsync(known, () => FillsOfAsync(known, cancel));
            }
        }

        var open = await OpenOrdersAsync(cancel);
        if (open.Value is not { } resting)
        {
            return new OrderEvidence.Failed(open.Failure!);
        }

        return resting.FirstOrDefault(order => Is(order, query)) is { } found
            ? await WithFillsAsync(found, () => FillsOfAsync(found, cancel))
            : await InHistoryAsync(query, cancel);
    }

    public override Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) =>
        AskedAsync(requests.OpenOrders, KrakenFuturesCodec.OpenOrders, cancel);

    /// <summary>Of every contract at once.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await FillsSinceAsync(since, cancel);
        return answer.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Select(memory.Named)]) : answer;
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await FillsSinceAsync(since, cancel);
        return answer.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.Instrument == instrument)]) : answer;
    }

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) => AskedAsync(requests.Balances, KrakenFuturesCodec.Balances, cancel);

    public override Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => AskedAsync(requests.Positions, KrakenFuturesCodec.Positions, cancel);

    public override async Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel)
    {
        var answer = await AskAsync(KrakenFuturesRequests.Instruments(), static reply => KrakenFuturesCodec.Read(reply)?.Instruments, cancel);
        if (answer.Value is not { } listed)
        {
            return VenueAnswer.Failed<IReadOnlyList<Instrument>>(answer.Failure!);
        }

        var known = listed.Select(each => (Contract: KrakenContracts.Decode(each), Schedule: each.FeeScheduleUid)).Where(each => each.Contract is not null).ToList();
        contracts = known.ToDictionary(each => each.Contract!.Id, each => (each.Contract!, each.Schedule));
        return VenueAnswer.Of<IReadOnlyList<Instrument>>([.. known.Select(each => each.Contract!)]);
    }

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(KrakenFuturesRequests.Quote(instrument), reply => KrakenFuturesCodec.Quote(reply, Clock.GetUtcNow()), cancel);

    /// <summary>The step of the contract's schedule that the account's volume has reached.</summary>
    public override async Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel)
    {
        if (await LearnAsync(instrument, cancel) is { } why)
        {
            return VenueAnswer.Failed<TradingFees>(why);
        }

        var volumes = await AskedAsync(requests.FeeVolumes, static reply => KrakenFuturesCodec.Read(reply)?.VolumesByFeeSchedule, cancel);
        if (volumes.Value is not { } traded)
        {
            return VenueAnswer.Failed<TradingFees>(volumes.Failure!);
        }

        var schedule = contracts[instrument].Schedule;
        return await AskedAsync(requests.FeeSchedules, reply => KrakenFuturesCodec.Read(reply)?.FeeSchedules?.FirstOrDefault(each => each.Uid == schedule)?.Tiers?
            .Where(tier => tier.UsdVolume <= (schedule is null ? 0 : traded.GetValueOrDefault(schedule))).MaxBy(tier => tier.UsdVolume) is { } step
                ? new TradingFees(instrument, step.MakerFee / 100, step.TakerFee / 100)
                : null, cancel);
    }

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) => AskedAsync(requests.Permissions, KrakenFuturesCodec.Permissions, cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        await Line.SendAsync(KrakenFuturesRequests.Time(), cancel) is { Wire: { End: WireEnd.Answered } wire } ? KrakenFuturesCodec.Time(wire) : null;

    public override async Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel)
    {
        if (await LearnAsync(instrument, cancel) is { } why)
        {
            return VenueAnswer.Failed<PositionTerms>(why);
        }

        return await AskedAsync(requests.Leverages, reply => KrakenFuturesCodec.Leverages(reply) is { } set
            ? set.FirstOrDefault(each => string.Equals(each.Symbol, instrument.Value, StringComparison.OrdinalIgnoreCase)) is { MaxLeverage: { } leverage }
                ? new PositionTerms(instrument, leverage, MarginMode.Isolated, PositionMode.OneWay)
                : new PositionTerms(instrument, contracts[instrument].Contract.MaxLeverage, MarginMode.Cross, PositionMode.OneWay)
            : null, cancel);
    }

    /// <summary>A leverage of its own isolates the contract's position.</summary>
    public override Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) =>
        DoAsync(RateLane.Entry, () => requests.SetLeverage(instrument, leverage), KrakenFuturesCodec.Done, cancel);

    public override Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => mode == MarginMode.Cross
        ? DoAsync(RateLane.Entry, () => requests.SetLeverage(instrument, null), KrakenFuturesCodec.Done, cancel)
        : Refused("Kraken futures isolates a contract by giving it a leverage of its own: set the leverage.");

    public override Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => mode == PositionMode.OneWay
        ? Task.FromResult<VenueOutcome>(new VenueOutcome.Accepted(null))
        : Refused("Kraken futures keeps one net position of a contract.");

    private static bool Is(OrderReport order, QueryOrder query) => order.VenueOrderId == query.VenueOrderId || order.ClientOrderId == query.Id;

    private async Task<string?> LearnAsync(InstrumentId instrument, CancellationToken cancel) => contracts.ContainsKey(instrument)
        ? null
        : (await InstrumentsAsync(cancel)).Failure ?? (contracts.ContainsKey(instrument) ? null : $"Kraken futures does not list {instrument}.");

    private async Task<IReadOnlyList<VenueOutcome>> PlaceBatchAsync(PlaceOrder[] orders, CancellationToken cancel)
    {
        // The batch is good until the first of its orders is not.
        var first = orders.MinBy(order => order.SendBy)!;
        var reply = await SendAsync(orders.Max(RateLanes.Of), () => requests.PlaceMany(orders, Of(first)), cancel);
        if (reply is { Why: null } && KrakenFuturesCodec.Accepted(reply.Wire, orders.Length) is { } outcomes)
        {
            return outcomes;
        }

        var same = reply.Outcome(static _ => null);
        return [.. orders.Select(_ => same)];
    }

    private async Task<OrderEvidence> InHistoryAsync(QueryOrder query, CancellationToken cancel)
    {
        foreach (var what in new[] { "orders", "triggers" })
        {
            string? from = null;
            for (var page = 0; page <= PagesOfAProof; page++)
            {
                if (page == PagesOfAProof)
                {
                    return new OrderEvidence.Failed("The account's history of the last day is too long to prove that there is no such order.");
                }

                var answer = await PastAsync(what, query.Instrument, Clock.GetUtcNow() - Past, from, cancel);
                if (answer.Value is not { } history || KrakenFuturesHistory.Orders(history) is not { } events)
                {
                    return new OrderEvidence.Failed(answer.Failure ?? CannotBeRead);
                }

                if (events.FirstOrDefault(past => past.Order.Uid == query.VenueOrderId?.Value || KrakenIds.Read(past.Order.ClientId) == query.Id) is { } last)
                {
                    return await EndedAsync(last, cancel);
                }

                from = history.ContinuationToken;
                if (string.IsNullOrEmpty(from) || history.Elements!.Count == 0)
                {
                    break;
                }
            }
        }

        // What has filled exists, even where its history has not been written yet.
        var fills = await FillsSinceAsync(Clock.GetUtcNow() - Past, cancel);
        return fills.Value is not { } executed ? new OrderEvidence.Failed(fills.Failure!)
            : executed.Any(fill => fill.ClientOrderId == query.Id) ? new OrderEvidence.Failed("The order has filled and is not in the account's history yet.")
            : new OrderEvidence.Absent();
    }

    private async Task<OrderEvidence> EndedAsync(KrakenPastOrder last, CancellationToken cancel)
    {
        var fills = await FillsOfAsync(new(last.Order.Uid!), last.At - Past, cancel);
        if (fills.Value is not { } executed)
        {
            return new OrderEvidence.Failed(fills.Failure!);
        }

        return KrakenFuturesHistory.Report(last, executed.Sum(fill => fill.Quantity.Value)) is { } report
            ? new OrderEvidence.Found(report, [.. executed.Select(fill => fill with { ClientOrderId = report.ClientOrderId })])
            : new OrderEvidence.Failed("The order is not open and its history does not say how it ended.");
    }

    private Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsOfAsync(OrderReport order, CancellationToken cancel) => FillsOfAsync(order.VenueOrderId, Clock.GetUtcNow() - Past, cancel);

    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsOfAsync(VenueOrderId number, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await FillsSinceAsync(since, cancel);
        return answer.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.VenueOrderId == number)]) : answer;
    }

    /// <summary>Oldest first, with what each cost.</summary>
    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsSinceAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var all = await PagesAsync<FillReport, string>(
            before => AskedAsync(() => requests.Fills(before), KrakenFuturesCodec.Fills, cancel),
            // One millisecond over, because a page may end between two fills of the same one.
            page => page.Count < KrakenFuturesRequests.FillsOfAPage || page[^1].At < since ? null : KrakenWords.Of(page[^1].At.AddMilliseconds(1)));
        if (all.Value is not { } fills)
        {
            return all;
        }

        var wanted = fills.Where(fill => fill.At >= since).DistinctBy(fill => fill.FillId).OrderBy(fill => fill.At).ToList();
        var unpriced = wanted.Where(fill => fees.Priced(fill) is null).ToList();
        foreach (var some in unpriced.GroupBy(fill => fill.Instrument))
        {
            if (await PriceAsync([.. some], cancel) is { } why)
            {
                return VenueAnswer.Failed<IReadOnlyList<FillReport>>(why);
            }
        }

        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. wanted.Select(fill => fees.Priced(fill) ?? fill)]);
    }

    /// <summary>Asks what fills cost. They are the history's executions, by id or by order, price and quantity.</summary>
    private async Task<string?> PriceAsync(IReadOnlyList<FillReport> fills, CancellationToken cancel)
    {
        var instrument = fills[0].Instrument;
        if (await LearnAsync(instrument, cancel) is { } why)
        {
            return why;
        }

        var missing = fills.ToList();
        string? from = null;
        do
        {
            var answer = await PastAsync("executions", instrument, missing.Min(fill => fill.At) - TimeSpan.FromMinutes(1), from, cancel);
            if (answer.Value is not { } history)
            {
                return answer.Failure;
            }

            foreach (var execution in KrakenFuturesHistory.Executions(history))
            {
                var match = missing.FindIndex(fill => fill.FillId.Value == execution.Uid);
                match = match >= 0 ? match : missing.FindIndex(fill =>
                    fill.VenueOrderId.Value == execution.Order?.Uid && fill.Price.Value == execution.Price && fill.Quantity.Value == execution.Quantity);
                if (match >= 0 && execution.OrderData?.Fee is { } fee)
                {
                    fees.Note(missing[match].FillId, new(fee), contracts[instrument].Contract.Settle);
                    missing.RemoveAt(match);
                }
            }

            from = history.Elements!.Count == 0 ? null : history.ContinuationToken;
        }
        while (missing.Count > 0 && !string.IsNullOrEmpty(from));

        // A fill is told once: better a little later than as one that cost nothing.
        return missing.Find(fill => Clock.GetUtcNow() - fill.At < FeesLate) is { } young ? $"The account's history does not say yet what fill {young.FillId} cost." : null;
    }

    private Task<VenueAnswer<KrakenHistory>> PastAsync(string what, InstrumentId instrument, DateTimeOffset since, string? from, CancellationToken cancel) =>
        AskedAsync(() => requests.History(what, instrument, since, from), KrakenFuturesHistory.Page, cancel);

    private async Task<VenueOutcome> DoAsync(RateLane lane, Func<WireRequest> sign, Func<WireReply, VenueOutcome?> read, CancellationToken cancel) =>
        (await SendAsync(lane, sign, cancel)).Outcome(read);

    private async Task<VenueAnswer<T>> AskedAsync<T>(Func<WireRequest> sign, Func<WireReply, T?> read, CancellationToken cancel)
        where T : class => (await SendAsync(RateLane.Reconcile, sign, cancel)).Answer(read);

    private Task<LineReply> SendAsync(RateLane lane, Func<WireRequest> sign, CancellationToken cancel) =>
        turns.SendAsync(lane, sign, request => Line.SendAsync(request, cancel), cancel);
}
