using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Native;

/// <summary>
/// What one account can ask of its venue. Commands end in an outcome, questions in an answer or a failure; an adapter says
/// how each is put and read, and the rest of the venue is the same everywhere.
/// </summary>
internal abstract class VenueRest(VenueLine line, VenueLineState state, TimeProvider clock)
{
    protected const string CannotBeRead = "The venue's answer cannot be read.";

    public abstract Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel);

    /// <summary>Only where the capabilities say so.</summary>
    public virtual Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) =>
        Refused("The venue takes no pairs of orders.");

    public abstract Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel);

    public abstract Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel);

    public abstract Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel);

    /// <summary>One outcome each, in order. Side by side where the venue has no batches.</summary>
    public virtual async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel) =>
        await Task.WhenAll(orders.Select(order => PlaceAsync(order, cancel)));

    public virtual async Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel) =>
        await Task.WhenAll(cancellations.Select(cancellation => CancelAsync(cancellation, cancel)));

    /// <summary>Absent only by the venue's own word.</summary>
    public abstract Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel);

    /// <summary>Every open order, stops that wait included.</summary>
    public abstract Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(CancellationToken cancel);

    /// <summary>All fills since a time, oldest first and with our ids. Most venues list those of one instrument only.</summary>
    public virtual Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(OrderMemory memory, DateTimeOffset since, CancellationToken cancel) =>
        memory.FillsAsync(instrument => FillsAsync(instrument, since, cancel));

    /// <summary>All fills of one instrument since a time, page by page.</summary>
    public abstract Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsAsync(InstrumentId instrument, DateTimeOffset since, CancellationToken cancel);

    public abstract Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel);

    /// <summary>None where what is held is in the balances.</summary>
    public virtual Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of<IReadOnlyList<VenuePosition>>([]));

    public abstract Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel);

    public abstract Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel);

    public abstract Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel);

    public abstract Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel);

    /// <summary>The venue's clock; null when it did not answer.</summary>
    public abstract Task<DateTimeOffset?> TimeAsync(CancellationToken cancel);

    public virtual Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of(new PositionTerms(instrument, null, null, null)));

    public virtual Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => NoPositions();

    public virtual Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => NoPositions();

    public virtual Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => NoPositions();

    /// <summary>The way to the venue's own host; what another host answers goes over a line of its own.</summary>
    protected VenueLine Line => line;

    protected VenueLineState State => state;

    protected TimeProvider Clock => clock;

    /// <summary>For questions, and for commands without an intent of their own.</summary>
    protected SigningTime Now => SigningTime.Now(state.VenueNow);

    protected SigningTime Until(DateTimeOffset sendBy) => SigningTime.Until(state.VenueNow, clock.GetUtcNow(), sendBy);

    protected SigningTime Of(PlaceOrder order) => SigningTime.Of(order, state.Clock.Offset);

    protected static Task<VenueOutcome> Refused(string why) => Task.FromResult<VenueOutcome>(WireDraft.Unsupported(why));

    protected async Task<VenueOutcome> DraftedAsync(WireDraft draft, Func<WireReply, VenueOutcome?> read, CancellationToken cancel) =>
        draft.Request is { } request ? await CommandAsync(request, read, cancel) : draft.Refusal!;

    protected async Task<VenueOutcome> CommandAsync(WireRequest request, Func<WireReply, VenueOutcome?> read, CancellationToken cancel) =>
        (await line.SendAsync(request, cancel)).Outcome(read);

    protected async Task<VenueAnswer<T>> AskAsync<T>(WireRequest request, Func<WireReply, T?> read, CancellationToken cancel)
        where T : class => (await line.SendAsync(request, cancel)).Answer(read);

    /// <summary>
    /// A list of one instrument. One that the venue does not know has none: an order for it was refused, and asking for its fills
    /// must not hide those of all others.
    /// </summary>
    protected async Task<VenueAnswer<T>> AskOfInstrumentAsync<T>(WireRequest request, T none, Func<WireReply, T?> read, CancellationToken cancel)
        where T : class => await line.SendAsync(request, cancel) is var reply && reply.Complaint is { Error: { Meaning: ErrorMeaning.Rejected, Reason: RejectReason.UnknownInstrument } }
            ? VenueAnswer.Of(none)
            : reply.Answer(read);

    /// <summary>It was so already, or there was nothing to do: what was asked for holds.</summary>
    protected static VenueOutcome HeldAlready(VenueOutcome outcome, Func<VenueOutcome.Rejected, bool> isSo) =>
        outcome is VenueOutcome.Rejected rejected && isSo(rejected) ? new VenueOutcome.Accepted(null) : outcome;

    /// <summary>A found order with its fills, which are asked for only when there are any.</summary>
    protected static async Task<OrderEvidence> WithFillsAsync(OrderReport order, Func<Task<VenueAnswer<IReadOnlyList<FillReport>>>> ask)
    {
        if (order.FilledQuantity.IsZero)
        {
            return new OrderEvidence.Found(order, []);
        }

        var fills = await ask();
        return fills.Value is { } known
            ? new OrderEvidence.Found(order, [.. known.Select(fill => fill with { ClientOrderId = order.ClientOrderId })])
            : new OrderEvidence.Failed(fills.Failure!);
    }

    /// <summary>All of a list that comes in pages.</summary>
    /// <param name="next">What the next page begins with; null when this was the last.</param>
    protected static async Task<VenueAnswer<IReadOnlyList<T>>> PagesAsync<T, TCursor>(
        Func<TCursor?, Task<VenueAnswer<IReadOnlyList<T>>>> ask, Func<IReadOnlyList<T>, TCursor?> next, int pagesMax = 1_000)
    {
        var all = new List<T>();
        TCursor? from = default;
        for (var page = 0; page < pagesMax; page++)
        {
            var answer = await ask(from);
            if (answer.Value is not { } items)
            {
                return answer;
            }

            all.AddRange(items);
            from = next(items);
            if (from is null)
            {
                return VenueAnswer.Of<IReadOnlyList<T>>(all);
            }
        }

        return VenueAnswer.Failed<IReadOnlyList<T>>($"The venue's list does not end: {pagesMax} pages were read.");
    }

    private static Task<VenueOutcome> NoPositions() =>
        Refused("Spot accounts have no positions, and so no leverage, margin or position mode.");
}
