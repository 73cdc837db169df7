using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

internal sealed class AlpacaRest(AlpacaLines lines, AlpacaRequests requests, AlpacaOptions options, AlpacaOrderBook orders, VenueLineState state, TimeProvider clock)
    : VenueRest(lines.Trading, state, clock)
{
    private const int OrdersNamedMax = 100;

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        var outcome = await DraftedAsync(requests.Place(order), AlpacaCodec.Accepted, cancel);
        if (outcome is VenueOutcome.Accepted { VenueOrderId: { } number })
        {
            orders.Note(order.Id, number, order.Instrument);
        }

        return outcome;
    }

    /// <summary>The venue puts another order in its place, and wants every price of that one; what the amendment leaves out is asked for.</summary>
    public override async Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        switch (await SeenAsync(amendment.Id, amendment.VenueOrderId, RateLane.Protect, cancel))
        {
            case { Failure: { } why }:
                return new VenueOutcome.NotSent($"What the order is could not be asked: {why}", null);
            case { Seen.Report: var order } when order.State is VenueOrderState.Working or VenueOrderState.Triggered:
                return await ReplaceAsync(amendment, order, cancel);
            default:
                return new VenueOutcome.Rejected(RejectReason.UnknownOrder, "40410000", "There is no such open order.");
        }
    }

    /// <summary>By its number, which is asked for when it is not known; by a newer one when it was replaced meanwhile.</summary>
    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        var number = orders.Find(cancellation.Id) ?? cancellation.VenueOrderId;
        var outcome = number is { } known ? await CancelAsync(known, cancellation.SendBy, cancel) : null;
        if (outcome is not (null or VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder }))
        {
            return outcome;
        }

        return await SeenAsync(cancellation.Id, cancellation.VenueOrderId, RateLane.Protect, cancel) switch
        {
            { Failure: { } why } => outcome ?? new VenueOutcome.NotSent($"Which order it is could not be asked: {why}", null),
            { Seen: { } seen } when seen.Report.VenueOrderId != number => await CancelAsync(seen.Report.VenueOrderId, cancellation.SendBy, cancel),
            _ => outcome ?? new VenueOutcome.Rejected(RejectReason.UnknownOrder, "40410000", "There is no such order."),
        };
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var open = await OpenOrdersAsync(instrument, RateLane.Protect, cancel);
        if (open.Value is not { } each)
        {
            return new VenueOutcome.NotSent($"Which orders are open could not be asked: {open.Failure}", null);
        }

        var outcomes = await Task.WhenAll(each.Select(order => CancelAsync(order.VenueOrderId, DateTimeOffset.MaxValue, cancel)));
        return outcomes.Select(outcome => HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder))
            .FirstOrDefault(outcome => outcome is not VenueOutcome.Accepted) ?? new VenueOutcome.Accepted(null);
    }

    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var found = await SeenAsync(query.Id, query.VenueOrderId, RateLane.Reconcile, cancel);
        return found switch
        {
            { Failure: { } why } => new OrderEvidence.Failed(why),
            { Seen: { } seen } => await WithFillsAsync(seen.Report, () => FillsOfAsync(seen, found.Numbers, cancel)),
            _ => new OrderEvidence.Absent(),
        };
    }

    public override Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) => OpenOrdersAsync(null, RateLane.Reconcile, cancel);

    /// <summary>The account's fills are one list; it knows orders by their numbers, so those that are not known are asked for.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await FillsAsync(since, null, cancel);
        if (answer.Value is not { } fills)
        {
            return answer;
        }

        foreach (var number in fills.Where(fill => memory.Named(fill).ClientOrderId is null).Select(fill => fill.VenueOrderId).Distinct().Take(OrdersNamedMax))
        {
            var order = await AskAsync(requests.Query(number), reply => AlpacaCodec.Order(reply.Body.Span), cancel);
            if (order.Value is { } report)
            {
                memory.Note(report);
            }
        }

        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Select(memory.Named)]);
    }

    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await FillsAsync(since, null, cancel);
        return answer.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.Instrument == instrument)]) : answer;
    }

    /// <summary>
    /// Money as the account counts it: what the open positions cost is still there, in another form; their profit is told
    /// apart. Coins are money of their own.
    /// </summary>
    public override async Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel)
    {
        var held = await HoldingsAsync(cancel);
        if (held.Value is not { } holdings)
        {
            return VenueAnswer.Failed<IReadOnlyList<VenueBalance>>(held.Failure!);
        }

        var account = await AskAsync(requests.Account(), reply => AlpacaCodec.Money(reply.Body.Span), cancel);
        return account.Value is { } money
            ? VenueAnswer.Of(AlpacaFunds.Balances(money, holdings))
            : VenueAnswer.Failed<IReadOnlyList<VenueBalance>>(account.Failure!);
    }

    public override async Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel)
    {
        var held = await HoldingsAsync(cancel);
        return held.Value is { } holdings ? VenueAnswer.Of(AlpacaFunds.Positions(holdings)) : VenueAnswer.Failed<IReadOnlyList<VenuePosition>>(held.Failure!);
    }

    public override async Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel)
    {
        var all = new List<Instrument>();
        foreach (var assetClass in new[] { "us_equity", "crypto" })
        {
            var answer = await AskAsync(requests.Assets(assetClass), reply => AlpacaInstruments.Assets(reply.Body.Span, options.Fractions), cancel);
            if (answer.Value is not { } assets)
            {
                return answer;
            }

            all.AddRange(assets);
        }

        if (options.OptionUnderlyings.Count == 0)
        {
            return VenueAnswer.Of<IReadOnlyList<Instrument>>(all);
        }

        string? next = null;
        var contracts = await PagesAsync<Instrument, string>(
            page => AskAsync(requests.Contracts(options.OptionUnderlyings, page), reply => Page(AlpacaInstruments.Contracts(reply.Body.Span), out next), cancel), _ => next);
        return contracts.Value is { } listed ? VenueAnswer.Of<IReadOnlyList<Instrument>>([.. all, .. listed]) : contracts;
    }

    public override async Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        (await lines.Data.SendAsync(requests.Quote(instrument, options.StockFeed, options.OptionFeed), cancel))
        .Answer(reply => AlpacaQuotes.Quote(instrument, reply.Body.Span, Clock.GetUtcNow()));

    public async Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, CancellationToken cancel) =>
        (await lines.Data.SendAsync(requests.Book(instrument), cancel)).Answer(reply => AlpacaQuotes.Book(instrument, reply.Body.Span));

    /// <summary>Stocks and contracts trade without commission; what authorities take is charged once a day, apart from fills.</summary>
    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) => Task.FromResult(
        AlpacaSymbols.KindOf(instrument.Value) == InstrumentKind.Spot
            ? VenueAnswer.Failed<TradingFees>("Alpaca does not tell what trading coins costs: it depends on the volume of the last thirty days.")
            : VenueAnswer.Of(new TradingFees(instrument, 0m, 0m)));

    public override Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of(new PositionTerms(instrument, null, null, PositionMode.OneWay)));

    public override Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => OfTheAccount();

    public override Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => OfTheAccount();

    public override Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => mode == PositionMode.OneWay
        ? Task.FromResult<VenueOutcome>(new VenueOutcome.Accepted(null))
        : Refused("Alpaca keeps one position of each asset.");

    public override Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) =>
        AskAsync(requests.Account(), reply => AlpacaCodec.Permissions(reply.Body.Span), cancel);

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await Line.SendAsync(requests.Time(), cancel)) is { Why: null } reply ? AlpacaCodec.Time(reply.Wire.Body.Span) : null;

    private static Task<VenueOutcome> OfTheAccount() => Refused("Margin at Alpaca is a setting of the account. Change it at Alpaca.");

    private Task<VenueOutcome> CancelAsync(VenueOrderId number, DateTimeOffset sendBy, CancellationToken cancel) =>
        CommandAsync(requests.Cancel(number, sendBy), AlpacaCodec.Done, cancel);

    private async Task<VenueOutcome> ReplaceAsync(AmendOrder amendment, OrderReport order, CancellationToken cancel)
    {
        var isOfAnotherSize = order.Quantity != amendment.Quantity;
        if (isOfAnotherSize && !order.FilledQuantity.IsZero)
        {
            // Whether the new quantity would count what has filled is not documented.
            return WireDraft.Unsupported("Alpaca changes the quantity of an order only while nothing of it has filled; cancel it and place another.");
        }

        var wanted = amendment with { LimitPrice = amendment.LimitPrice ?? order.LimitPrice, StopPrice = amendment.StopPrice ?? order.StopPrice };
        var request = requests.Replace(wanted, order.VenueOrderId, isOfAnotherSize ? amendment.Quantity : null);
        var outcome = await CommandAsync(request, AlpacaCodec.Accepted, cancel);
        if (outcome is VenueOutcome.Accepted { VenueOrderId: { } number })
        {
            orders.Note(amendment.Id, number, amendment.Instrument);
        }

        return outcome;
    }

    /// <summary>By our id, else by its number; and on to what took its place.</summary>
    private async Task<AlpacaFound> SeenAsync(ClientOrderId id, VenueOrderId? number, RateLane lane, CancellationToken cancel)
    {
        var found = await AskOneAsync(requests.Query(id, lane), cancel);
        if (found is { Seen: null, Failure: null } && number is { } known)
        {
            found = await AskOneAsync(requests.Query(known, lane), cancel);
        }

        for (var step = 0; found is { Seen: { ReplacedBy: { } next } before } && step < AlpacaFound.StepsMax; step++)
        {
            found = (await AskOneAsync(requests.Query(next, lane), cancel)).After(before, found.Numbers);
        }

        if (found.Seen?.Report is { ClientOrderId: { } ours } report)
        {
            orders.Note(ours, report.VenueOrderId, report.Instrument);
        }

        return found;
    }

    private async Task<AlpacaFound> AskOneAsync(WireRequest request, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(request, cancel);
        return reply.IsNotFound ? new(null, null)
            : reply.Why is { } why ? new(null, why)
            : AlpacaCodec.Seen(reply.Wire.Body.Span) is { } seen ? new(seen, null)
            : new(null, CannotBeRead);
    }

    private async Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(InstrumentId? instrument, RateLane lane, CancellationToken cancel)
    {
        DateTimeOffset? before = null;
        var pages = await PagesAsync<OrderReport, string>(
            _ => AskAsync(requests.OpenOrders(instrument, before, lane), reply => Page(AlpacaCodec.Orders(reply.Body.Span), out before), cancel),
            _ => before?.ToString("O"));
        return pages.Value is { } open ? VenueAnswer.Of<IReadOnlyList<OrderReport>>([.. open.DistinctBy(order => order.VenueOrderId)]) : pages;
    }

    private Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(DateTimeOffset since, DateTimeOffset? until, CancellationToken cancel)
    {
        string? next = null;
        return PagesAsync<FillReport, string>(
            page => AskAsync(requests.Fills(since, until, page), reply => Page(AlpacaCodec.Fills(reply.Body.Span), out next), cancel), _ => next);
    }

    // Between its sending and its end, with a little on both sides for clocks that differ.
    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsOfAsync(AlpacaSeen seen, IReadOnlyList<VenueOrderId> earlier, CancellationToken cancel)
    {
        var isOver = seen.Report.State is not (VenueOrderState.Working or VenueOrderState.Triggered);
        var answer = await FillsAsync(seen.SentAt.AddSeconds(-5), isOver ? seen.Report.At.AddMinutes(1) : null, cancel);
        return answer.Value is { } fills
            ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.VenueOrderId == seen.Report.VenueOrderId || earlier.Contains(fill.VenueOrderId))])
            : answer;
    }

    private Task<VenueAnswer<IReadOnlyList<AlpacaHolding>>> HoldingsAsync(CancellationToken cancel) =>
        AskAsync(requests.Positions(), reply => AlpacaCodec.Holdings(reply.Body.Span), cancel);

    private static IReadOnlyList<OrderReport>? Page(AlpacaPage? page, out DateTimeOffset? before)
    {
        before = page?.Before;
        return page?.Orders;
    }

    private static IReadOnlyList<FillReport>? Page(AlpacaFills? page, out string? next)
    {
        next = page?.Next;
        return page?.Fills;
    }

    private static IReadOnlyList<Instrument>? Page(AlpacaListing? page, out string? next)
    {
        next = page?.Next;
        return page?.Instruments;
    }
}
