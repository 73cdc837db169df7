using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>
/// Orders, those that wait for their price, and fills, as they are found at OKX. An order that waited and the one it became
/// are one order to us.
/// </summary>
internal sealed class OkxLookup(VenueLine line, OkxProduct product, OkxQuestions questions, VenueLineState state)
{
    private const string CannotBeRead = "The venue's answer cannot be read.";
    private const int PagesMax = 1_000;
    private const int UnnamedMax = 50;

    // One-way and two-way exits are asked for together; the venue lists the other kinds singly.
    private static readonly string[] WaitingKinds = ["conditional,oco", "trigger", "move_order_stop"];

    private DateTimeOffset At => state.VenueNow;

    public async Task<OrderEvidence> FindAsync(QueryOrder query, CancellationToken cancel)
    {
        if (OkxAlgoNumber.Read(query.VenueOrderId) is not null)
        {
            return await FindWaitingAsync(query, cancel);
        }

        var found = await FindRestingAsync(query.Instrument, questions.Order(query.Instrument, query.Id, At), null, cancel);
        if (found is OrderEvidence.Absent && query.VenueOrderId is { } number)
        {
            found = await FindRestingAsync(query.Instrument, questions.Order(query.Instrument, number, At), null, cancel);
        }

        return found is OrderEvidence.Absent ? await FindWaitingAsync(query, cancel) : found;
    }

    /// <summary>An order that waits, or what it became.</summary>
    public async Task<OrderEvidence> FindWaitingAsync(QueryOrder query, CancellationToken cancel)
    {
        var reply = await line.SendAsync(questions.AlgoOrder(query.Id, query.VenueOrderId, At), cancel);
        if (reply.IsNotFound)
        {
            return new OrderEvidence.Absent();
        }

        if (reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        if (OkxCodec.AlgoOrders(product, reply.Wire.Body.Span) is not { } told)
        {
            return new OrderEvidence.Failed(CannotBeRead);
        }

        return told.Items switch
        {
            [] => new OrderEvidence.Absent(),
            [var waits] => await FollowedAsync(waits, cancel),
            _ => new OrderEvidence.Failed("The venue tells of several orders with one id."),
        };
    }

    public Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenAsync(InstrumentId? instrument, CancellationToken cancel) =>
        PagesAsync(after => questions.OpenOrders(instrument, after, At), reply => OkxCodec.Orders(product, reply.Body.Span), cancel);

    public async Task<VenueAnswer<IReadOnlyList<OrderReport>>> WaitingAsync(InstrumentId? instrument, CancellationToken cancel)
    {
        var all = new List<OrderReport>();
        foreach (var kinds in WaitingKinds)
        {
            var some = await PagesAsync(after => questions.OpenAlgoOrders(kinds, instrument, after, At), reply => OkxCodec.AlgoOrders(product, reply.Body.Span), cancel);
            if (some.Value is not { } orders)
            {
                return VenueAnswer.Failed<IReadOnlyList<OrderReport>>(some.Failure!);
            }

            all.AddRange(orders.Select(order => order.Report));
        }

        return VenueAnswer.Of<IReadOnlyList<OrderReport>>(all);
    }

    /// <summary>Oldest first, as they happened: the venue lists them the other way.</summary>
    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> FillsSinceAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var all = await PagesAsync(after => questions.FillsSince(since, after, At), reply => OkxCodec.Fills(product, reply.Body.Span), cancel);
        return all.Value is { } fills
            ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Where(fill => fill.At >= since).Reverse().OrderBy(fill => fill.At)])
            : all;
    }

    /// <summary>What a waiting order became carries no id of ours in its fills; those that are not remembered are looked up.</summary>
    public async Task<IReadOnlyList<FillReport>> NamedAsync(IReadOnlyList<FillReport> fills, OrderMemory memory, CancellationToken cancel)
    {
        var unnamed = fills.Select(memory.Named).Where(fill => fill.ClientOrderId is null && fill.VenueOrderId.Value.Length > 0)
            .DistinctBy(fill => fill.VenueOrderId).Take(UnnamedMax);
        foreach (var fill in unnamed.ToList())
        {
            var reply = await line.SendAsync(questions.Order(fill.Instrument, fill.VenueOrderId, At), cancel);
            if (reply.Why is null && OkxCodec.Orders(product, reply.Wire.Body.Span) is { Items: [var order] })
            {
                memory.Note(order);
            }
        }

        return [.. fills.Select(memory.Named)];
    }

    private async Task<OrderEvidence> FollowedAsync(OkxAlgoReport waits, CancellationToken cancel) => waits.Became switch
    {
        [] => new OrderEvidence.Found(waits.Report, []),
        [var number] => await FindRestingAsync(waits.Report.Instrument, questions.Order(waits.Report.Instrument, number, At), waits.Report, cancel),
        // A large stop at the market is split; together they are what it was.
        var numbers => await TogetherAsync(waits.Report, numbers, cancel),
    };

    private async Task<OrderEvidence> TogetherAsync(OrderReport waited, IReadOnlyList<VenueOrderId> numbers, CancellationToken cancel)
    {
        var parts = new List<OrderEvidence.Found>();
        foreach (var number in numbers)
        {
            switch (await FindRestingAsync(waited.Instrument, questions.Order(waited.Instrument, number, At), waited, cancel))
            {
                case OrderEvidence.Found found:
                    parts.Add(found);
                    break;
                case var failed:
                    return failed;
            }
        }

        var filled = new Quantity(parts.Sum(part => part.Report.FilledQuantity.Value));
        var isOpen = parts.Any(part => part.Report.State is VenueOrderState.Working or VenueOrderState.Triggered);
        return new OrderEvidence.Found(
            parts[0].Report with
            {
                Quantity = waited.Quantity,
                FilledQuantity = filled,
                AveragePrice = null,
                State = isOpen ? VenueOrderState.Triggered : filled >= waited.Quantity ? VenueOrderState.Filled : VenueOrderState.Cancelled,
            },
            [.. parts.SelectMany(part => part.Fills)]);
    }

    /// <param name="waited">The order it was before it triggered: what it became goes by its id and type.</param>
    private async Task<OrderEvidence> FindRestingAsync(InstrumentId instrument, WireRequest request, OrderReport? waited, CancellationToken cancel)
    {
        var reply = await line.SendAsync(request, cancel);
        if (!reply.IsNotFound && reply.Why is { } why)
        {
            return new OrderEvidence.Failed(why);
        }

        var told = reply.IsNotFound ? new OkxPage<OrderReport>([], null) : OkxCodec.Orders(product, reply.Wire.Body.Span);
        switch (told?.Items)
        {
            case []:
                // It triggered, and what it became is not shown yet.
                return waited is null ? new OrderEvidence.Absent() : new OrderEvidence.Found(waited, []);
            case [var order, ..]:
                return await WithFillsAsync(instrument, waited is null ? order : Became(waited, order), cancel);
            default:
                return new OrderEvidence.Failed(CannotBeRead);
        }
    }

    private async Task<OrderEvidence> WithFillsAsync(InstrumentId instrument, OrderReport order, CancellationToken cancel)
    {
        IReadOnlyList<FillReport> fills = [];
        // Fills that are not in the recent list any more are in the history.
        foreach (var isOld in order.FilledQuantity.IsZero ? [] : new[] { false, true })
        {
            var answer = await PagesAsync(
                after => questions.FillsOf(instrument, order.VenueOrderId, isOld, after, At), reply => OkxCodec.Fills(product, reply.Body.Span), cancel);
            if (answer.Value is not { } found)
            {
                return new OrderEvidence.Failed(answer.Failure!);
            }

            fills = [.. found.Reverse().Select(fill => fill with { ClientOrderId = order.ClientOrderId })];
            if (new Quantity(fills.Sum(fill => fill.Quantity.Value)) >= order.FilledQuantity)
            {
                break;
            }
        }

        return new OrderEvidence.Found(order, fills);
    }

    private static OrderReport Became(OrderReport waited, OrderReport order) => order with
    {
        ClientOrderId = waited.ClientOrderId,
        ForeignClientId = waited.ForeignClientId,
        Type = waited.Type,
        TakesProfit = waited.TakesProfit,
        StopPrice = waited.StopPrice,
        State = order.State == VenueOrderState.Working ? VenueOrderState.Triggered : order.State,
    };

    private async Task<VenueAnswer<IReadOnlyList<T>>> PagesAsync<T>(Func<string?, WireRequest> ask, Func<WireReply, OkxPage<T>?> read, CancellationToken cancel)
    {
        var all = new List<T>();
        string? after = null;
        for (var pages = 0; pages < PagesMax; pages++)
        {
            var answer = (await line.SendAsync(ask(after), cancel)).Answer(read);
            if (answer.Value is not { } page)
            {
                return VenueAnswer.Failed<IReadOnlyList<T>>(answer.Failure!);
            }

            all.AddRange(page.Items);
            after = page.Next;
            if (after is null)
            {
                return VenueAnswer.Of<IReadOnlyList<T>>(all);
            }
        }

        return VenueAnswer.Failed<IReadOnlyList<T>>($"The venue's list does not end: {PagesMax} pages were read.");
    }
}
