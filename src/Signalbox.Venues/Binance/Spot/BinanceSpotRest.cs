using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

internal sealed class BinanceSpotRest(VenueLine line, VenueLine? wallet, BinanceSpotRequests requests, VenueLineState state, TimeProvider clock) : VenueRest(line, state, clock)
{
    public override Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        DraftedAsync(requests.Place(order, Of(order)), BinanceSpotCodec.Accepted, cancel);

    public Task<VenueOutcome> PlaceOcoAsync(ClientOrderId list, PlaceOrder first, PlaceOrder second, CancellationToken cancel) =>
        DraftedAsync(requests.PlaceOco(list, first, second, Of(first)), BinanceSpotCodec.ListAccepted, cancel);

    public override Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        CommandAsync(requests.Cancel(cancellation, Until(cancellation.SendBy)), BinanceSpotCodec.Done, cancel);

    /// <summary>Only the quantity of a resting order, and only down, can change in place.</summary>
    public override Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => amendment is { LimitPrice: null, StopPrice: null }
        ? CommandAsync(requests.Shrink(amendment, Until(amendment.SendBy)), BinanceSpotCodec.Amended, cancel)
        : Refused("Binance spot changes no prices in place; cancel the order and place another.");

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var outcome = await CommandAsync(requests.CancelAll(instrument, Now), BinanceSpotCodec.Done, cancel);
        return HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder);
    }

    /// <summary>By our id first; the venue's number finds what our id does not.</summary>
    public override async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var found = await FindAsync(query.Instrument, requests.Query(query.Instrument, query.Id, Now), cancel);
        return found is OrderEvidence.Absent && query.VenueOrderId is { } number
            ? await FindAsync(query.Instrument, requests.Query(query.Instrument, number, Now), cancel)
            : found;
    }

    public override Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel) =>
        AskAsync(requests.OpenOrders(null, Now), reply => BinanceSpotCodec.Orders(reply.Body.Span), cancel);

    public override Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) =>
        AskAsync(requests.Account(Now), reply => BinanceSpotCodec.Balances(reply.Body.Span), cancel);

    /// <summary>Pages go on by number after the last.</summary>
    public override async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = await PagesAsync<FillReport, string>(
            from => AskOfInstrumentAsync(requests.FillsSince(instrument, since, NumberAfter(from), Now), [], reply => BinanceSpotCodec.Fills(reply.Body.Span), cancel),
            static page => page.Count < BinanceSpotRequests.FillsOfAPage ? null : page[^1].FillId.Value);
        return all.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.At >= since)]) : all;
    }

    public override Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync(BinanceSpotRequests.Instruments(), reply => BinanceSpotCodec.Instruments(reply.Body.Span), cancel);

    public override Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(BinanceSpotRequests.Quote(instrument), reply => BinanceSpotCodec.Quote(reply.Body.Span, Clock.GetUtcNow()), cancel);

    public Task<VenueAnswer<BookSnapshot>> BookAsync(InstrumentId instrument, int limit, CancellationToken cancel) =>
        AskAsync(BinanceSpotRequests.Book(instrument, limit), reply => BinanceBooks.Snapshot(reply.Body.Span), cancel);

    public override Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(requests.Fees(instrument, Now), reply => BinanceSpotCodec.Fees(instrument, reply.Body.Span), cancel);

    public override async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel) => wallet is null
        ? VenueAnswer.Failed<KeyPermissions>("This environment does not tell what a key may do.")
        : (await wallet.SendAsync(requests.Permissions(Now), cancel)).Answer(reply => BinanceSpotCodec.Permissions(reply.Body.Span));

    public override async Task<DateTimeOffset?> TimeAsync(CancellationToken cancel) =>
        (await Line.SendAsync(BinanceSpotRequests.Time(), cancel)) is { Why: null } reply ? BinanceSpotCodec.Time(reply.Wire.Body.Span) : null;

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

        if (BinanceSpotCodec.Order(reply.Wire.Body.Span) is not { } order)
        {
            return new OrderEvidence.Failed(CannotBeRead);
        }

        return await WithFillsAsync(
            order, () => AskAsync(requests.FillsOf(instrument, order.VenueOrderId, Now), answer => BinanceSpotCodec.Fills(answer.Body.Span), cancel));
    }

    private static long? NumberAfter(string? last) => last is null ? null : long.Parse(last, CultureInfo.InvariantCulture) + 1;
}
