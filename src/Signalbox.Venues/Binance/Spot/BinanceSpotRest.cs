using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>Commands end in an outcome, questions in an answer or a failure.</summary>
internal sealed class BinanceSpotRest(VenueLine line, VenueLine? wallet, BinanceSpotRequests requests, VenueLineState state, TimeProvider clock)
{
    private SigningTime Now => SigningTime.Now(state.VenueNow);

    private SigningTime Until(DateTimeOffset sendBy) => SigningTime.Until(state.VenueNow, clock.GetUtcNow(), sendBy);

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        DraftedAsync(requests.Place(order, SigningTime.Of(order, state.Clock.Offset)), BinanceSpotCodec.Accepted, cancel);

    public Task<VenueOutcome> PlaceOcoAsync(ClientOrderId list, PlaceOrder first, PlaceOrder second, CancellationToken cancel) =>
        DraftedAsync(requests.PlaceOco(list, first, second, SigningTime.Of(first, state.Clock.Offset)), BinanceSpotCodec.ListAccepted, cancel);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        CommandAsync(requests.Cancel(cancellation, Until(cancellation.SendBy)), BinanceSpotCodec.Done, cancel);

    public Task<VenueOutcome> ShrinkAsync(AmendOrder amendment, CancellationToken cancel) =>
        CommandAsync(requests.Shrink(amendment, Until(amendment.SendBy)), BinanceSpotCodec.Amended, cancel);

    public async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var outcome = await CommandAsync(requests.CancelAll(instrument, Now), BinanceSpotCodec.Done, cancel);
        // Nothing to cancel is what was asked for.
        return outcome is VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder } ? new VenueOutcome.Accepted(null) : outcome;
    }

    /// <summary>By our id first; the venue's number finds what our id does not.</summary>
    public async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var found = await FindAsync(query.Instrument, requests.Query(query.Instrument, query.Id, Now), cancel);
        return found is OrderEvidence.Absent && query.VenueOrderId is { } number
            ? await FindAsync(query.Instrument, requests.Query(query.Instrument, number, Now), cancel)
            : found;
    }

    public Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) =>
        AskAsync(requests.OpenOrders(null, Now), reply => BinanceSpotCodec.Orders(reply.Body.Span), cancel);

    public Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(requests.Account(Now), reply => BinanceSpotCodec.Balances(reply.Body.Span), cancel);

    /// <summary>All fills of one instrument since a time, page by page.</summary>
    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = new List<FillReport>();
        for (long? from = null; ;)
        {
            var page = await AskAsync(requests.FillsSince(instrument, since, from, Now), reply => BinanceSpotCodec.Fills(reply.Body.Span), cancel);
            if (page.Value is not { } fills)
            {
                return page;
            }

            all.AddRange(fills.Where(fill => fill.At >= since));
            if (fills.Count < BinanceSpotRequests.FillsOfAPage)
            {
                return VenueAnswer.Of<IReadOnlyList<FillReport>>(all);
            }

            from = long.Parse(fills[^1].FillId.Value, System.Globalization.CultureInfo.InvariantCulture) + 1;
        }
    }

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(BinanceSpotRequests.Instruments(), reply => BinanceSpotCodec.Instruments(reply.Body.Span), cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(BinanceSpotRequests.Quote(instrument), reply => BinanceSpotCodec.Quote(reply.Body.Span, clock.GetUtcNow()), cancel);

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, int limit, CancellationToken cancel) =>
        AskAsync(BinanceSpotRequests.Book(instrument, limit), reply => BinanceBooks.Snapshot(reply.Body.Span), cancel);

    public Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(instrument, Now), reply => BinanceSpotCodec.Fees(instrument, reply.Body.Span), cancel);

    public async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) => wallet is null
        ? VenueAnswer.Failed<KeyPermissions>("This environment does not tell what a key may do.")
        : (await wallet.SendAsync(requests.Permissions(Now), cancel)).Answer(reply => BinanceSpotCodec.Permissions(reply.Body.Span));

    public async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await line.SendAsync(BinanceSpotRequests.Time(), cancel)) is { Why: null } reply ? BinanceSpotCodec.Time(reply.Wire.Body.Span) : null;

    private async Task<OrderEvidence> FindAsync(InstrumentId instrument, WireRequest request, CancellationToken cancel)
    {
        var reply = await line.SendAsync(request, cancel);
        if (reply.IsNotFound)
        {
            return new OrderEvidence.Absent();
        }

        if (reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (BinanceSpotCodec.Order(reply.Wire.Body.Span) is not { } order)
        {
            return new OrderEvidence.Failed("The venue's answer cannot be read.");
        }

        if (order.FilledQuantity.IsZero)
        {
            return new OrderEvidence.Found(order, []);
        }

        var fills = await AskAsync(requests.FillsOf(instrument, order.VenueOrderId, Now), answer => BinanceSpotCodec.Fills(answer.Body.Span), cancel);
        return fills.Value is { } known
            ? new OrderEvidence.Found(order, [.. known.Select(fill => fill with { ClientOrderId = order.ClientOrderId })])
            : new OrderEvidence.Failed(fills.Failure!);
    }

    private async Task<VenueOutcome> DraftedAsync(WireDraft draft, Func<WireReply, VenueOutcome?> read, CancellationToken cancel) => draft.Request is { } request
        ? await CommandAsync(request, read, cancel)
        : draft.Refusal!;

    private async Task<VenueOutcome> CommandAsync(WireRequest request, Func<WireReply, VenueOutcome?> read, CancellationToken cancel) =>
        (await line.SendAsync(request, cancel)).Outcome(read);

    private async Task<VenueAnswer<T>> AskAsync<T>(WireRequest request, Func<WireReply, T?> read, CancellationToken cancel)
        where T : class => (await line.SendAsync(request, cancel)).Answer(read);
}
