using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>What all products have in common; spot cancels and places its stops in ways of its own.</summary>
internal class BybitRest(VenueLine line, BybitOptions options, BybitSigner signer, VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    protected BybitRequests Requests { get; } = new(signer, options.Product);

    protected BybitQuestions Questions { get; } = new(signer, options.Product);

    private BybitFillPages Fills => new(
        Questions, (request, cancel) => AskAsync(request, reply => BybitCodec.Fills(options.Product, reply.Body.Span), cancel), () => Now);

    private bool HasBatches => options.Addresses.Batches.Contains(options.Product);

    public override Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        DraftedAsync(Requests.Place(order, Of(order)), BybitCodec.Accepted, cancel);

    /// <summary>In batches, but for what must go by itself and what the venue has not got.</summary>
    public override async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        if (!HasBatches)
        {
            return await base.PlaceManyAsync(orders, cancel);
        }

        var together = Enumerable.Range(0, orders.Count).Where(index => GoesTogether(orders[index]) && Requests.Refuse(orders[index]) is null).ToList();
        return await MixedAsync(orders, together, BatchAsync, PlaceAsync, cancel);
    }

    /// <summary>A change to what the order is already is refused by name, and is what was asked for.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => HeldAlready(
        await CommandAsync(Requests.Amend(amendment, Until(amendment.SendBy)), BybitCodec.Accepted, cancel),
        static refused => refused.VenueCode == "34040" || (refused.VenueCode == "10001" && refused.Message.Contains("not modified", StringComparison.OrdinalIgnoreCase)));

    public override Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        CommandAsync(Requests.Cancel(cancellation, Until(cancellation.SendBy)), BybitCodec.Accepted, cancel);

    public override async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        if (!HasBatches)
        {
            return await base.CancelManyAsync(cancellations, cancel);
        }

        var together = Enumerable.Range(0, cancellations.Count).Where(index => GoesTogether(cancellations[index])).ToList();
        return await MixedAsync(cancellations, together, CancelBatchAsync, CancelAsync, cancel);
    }

    public override Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel) =>
        CommandAsync(Requests.CancelAll(instrument, Now), BybitCodec.AllCancelled, cancel);

    /// <summary>Lately ended orders are with the open ones for a while and then only in the history; both answer an empty list for what they do not know.</summary>
    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        WireRequest?[] ways =
        [
            Questions.Order(query.Instrument, query.Id, Now),
            query.VenueOrderId is { } known ? Questions.Order(query.Instrument, known, Now) : null,
            Questions.OldOrder(query.Instrument, query.Id, Now),
            query.VenueOrderId is { } number ? Questions.OldOrder(query.Instrument, number, Now) : null,
        ];
        foreach (var request in ways)
        {
            if (request is not null && await FindAsync(query.Instrument, request, cancel) is not OrderEvidence.Absent and var evidence)
            {
                return evidence;
            }
        }

        return new OrderEvidence.Absent();
    }

    public override async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) =>
        await ByCoinAsync(coin => PagedAsync(cursor => Questions.OpenOrders(coin, cursor, Now), BybitCodec.Orders, cancel));

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await Fills.SinceAsync(null, since, cancel);
        return answer.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Select(memory.Named)]) : answer;
    }

    public override Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel) =>
        Fills.SinceAsync(instrument, since, cancel);

    public override async Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => options.Product == BybitProduct.Spot
        ? await base.PositionsAsync(cancel)
        : await ByCoinAsync(coin => PagedAsync(cursor => Questions.Positions(coin, cursor, Now), BybitCodec.Positions, cancel));

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(Questions.Balances(Now), reply => BybitCodec.Balances(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        PagedAsync(Questions.Instruments, json => BybitCodec.Instruments(options.Product, json), cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(Questions.Quote(instrument), reply => BybitCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(Questions.Fees(instrument, Now), reply => BybitCodec.Fees(instrument, reply.Body.Span), cancel);

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        AskAsync(Questions.Permissions(Now), reply => BybitCodec.Permissions(options.Product, reply.Body.Span), cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await Line.SendAsync(BybitQuestions.Time(), cancel)) is { Why: null } reply ? BybitCodec.Time(reply.Wire.Body.Span) : null;

    public override async Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel)
    {
        if (options.Product == BybitProduct.Spot)
        {
            return await base.PositionTermsAsync(instrument, cancel);
        }

        var terms = await AskAsync(Questions.Position(instrument, Now), reply => BybitCodec.Terms(instrument, reply.Body.Span), cancel);
        if (terms.Value is not { } known)
        {
            return terms;
        }

        var account = await Line.SendAsync(Questions.Account(Now), cancel);
        return account.Why is { } why
            ? VenueAnswer.Failed<PositionTerms>(why)
            : VenueAnswer.Of(known with { MarginMode = BybitCodec.MarginModeOf(account.Wire.Body.Span) });
    }

    public override async Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => options.Product == BybitProduct.Spot
        ? await base.SetLeverageAsync(instrument, leverage, cancel)
        : Settled(await CommandAsync(Requests.SetLeverage(instrument, leverage, Now), BybitCodec.Done, cancel));

    public override async Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => options.Product == BybitProduct.Spot
        ? await base.SetMarginModeAsync(instrument, mode, cancel)
        : Settled(await CommandAsync(Requests.SetMarginMode(mode, Now), BybitCodec.Done, cancel));

    /// <summary>Contracts that settle in USDT alone can be hedged.</summary>
    public override async Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => options.Product switch
    {
        BybitProduct.Spot => await base.SetPositionModeAsync(mode, cancel),
        BybitProduct.Linear => Settled(await CommandAsync(Requests.SetPositionMode("USDT", mode, Now), BybitCodec.Done, cancel)),
        _ when mode == PositionMode.OneWay => new VenueOutcome.Accepted(null),
        _ => WireDraft.Unsupported("Inverse contracts of Bybit have one net position; only contracts that settle in USDT can be hedged."),
    };

    /// <summary>Whether it can be one of a batch.</summary>
    protected virtual bool GoesTogether(PlaceOrder order) => true;

    protected virtual bool GoesTogether(CancelOrder cancellation) => true;

    protected virtual void Seen(OrderReport report)
    {
    }

    protected virtual async Task<IReadOnlyList<VenueOutcome>> CancelBatchAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        var request = Requests.CancelMany(cancellations, Until(cancellations.Min(each => each.SendBy)));
        return Each(await Line.SendAsync(request, cancel), cancellations.Count);
    }

    private static VenueOutcome Settled(VenueOutcome outcome) => HeldAlready(outcome, static refused => BybitErrors.Unchanged.Contains(refused.VenueCode));

    private async Task<IReadOnlyList<VenueOutcome>> BatchAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        var intended = orders.Min(order => order.IntendedAt);
        var draft = Requests.PlaceMany(orders, new(intended + State.Clock.Offset, orders.Min(order => order.SendBy) - intended));
        return draft.Request is { } request
            ? Each(await Line.SendAsync(request, cancel), orders.Count)
            : [.. Enumerable.Repeat<VenueOutcome>(draft.Refusal!, orders.Count)];
    }

    private static IReadOnlyList<VenueOutcome> Each(LineReply reply, int count) => reply is { Why: null } && BybitCodec.Batch(reply.Wire, count) is { } outcomes
        ? outcomes
        : [.. Enumerable.Repeat(reply.Outcome(static _ => null), count)];

    /// <summary>Those that go together in batches, the others by themselves; one outcome each, in order.</summary>
    private async Task<IReadOnlyList<VenueOutcome>> MixedAsync<T>(
        IReadOnlyList<T> all, IReadOnlyList<int> together, Func<IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<VenueOutcome>>> batched,
        Func<T, CancellationToken, Task<VenueOutcome>> single, CancellationToken cancel)
    {
        var outcomes = new VenueOutcome[all.Count];
        var alone = Enumerable.Range(0, all.Count).Except(together).Select(async index => outcomes[index] = await single(all[index], cancel));
        var batches = together.Chunk(Requests.OrdersOfABatch).Select(async batch =>
        {
            var ended = await batched([.. batch.Select(index => all[index])], cancel);
            for (var position = 0; position < batch.Length; position++)
            {
                outcomes[batch[position]] = ended[position];
            }
        });
        await Task.WhenAll([.. alone, .. batches]);
        return outcomes;
    }

    private async Task<OrderEvidence> FindAsync(InstrumentId instrument, WireRequest request, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        if (reply.IsNotFound)
        {
            return new OrderEvidence.Absent();
        }

        if (reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (BybitCodec.Orders(reply.Wire.Body.Span) is not { } page)
        {
            return new OrderEvidence.Failed(CannotBeRead);
        }

        if (page.Items is not [var order, ..])
        {
            return new OrderEvidence.Absent();
        }

        Seen(order);
        return await WithFillsAsync(order, () => Fills.OfAsync(instrument, order.VenueOrderId, cancel));
    }

    /// <summary>Linear contracts are asked for by the coin they settle in, everything else at once.</summary>
    private async Task<VenueAnswer<IReadOnlyList<T>>> ByCoinAsync<T>(Func<string?, Task<VenueAnswer<IReadOnlyList<T>>>> ask)
    {
        var all = new List<T>();
        foreach (var coin in options.Product == BybitProduct.Linear ? BybitSymbols.LinearCoins : BybitSymbols.AllCoins)
        {
            var answer = await ask(coin);
            if (answer.Value is not { } items)
            {
                return answer;
            }

            all.AddRange(items);
        }

        return VenueAnswer.Of<IReadOnlyList<T>>(all);
    }

    private Task<VenueAnswer<IReadOnlyList<T>>> PagedAsync<T>(Func<string?, WireRequest> request, BybitPageReader<T> read, CancellationToken cancel) =>
        BybitPages.AllAsync(cursor => AskAsync(request(cursor), reply => read(reply.Body.Span), cancel));
}

/// <summary>Reads one page of an answer; null when it is not what the documentation says.</summary>
internal delegate BybitPage<T>? BybitPageReader<T>(ReadOnlySpan<byte> json);
