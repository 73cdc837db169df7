using Signalbox.Identity;
using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// Spot keeps its stops apart from its orders: they are cancelled by their kind, and have no direction, so that one the price
/// has already passed would wait for the price to come back.
/// </summary>
internal sealed class BybitSpotRest(VenueLine line, BybitOptions options, BybitSigner signer, VenueLineState state, TimeProvider clock)
    : BybitRest(line, options, signer, state, clock)
{
    // Pairs of others among them: all that is open for the instrument ends.
    private static readonly IReadOnlyList<string?> AllKinds = [null, BybitWords.HoldingStop, BybitWords.PlainStop, "OcoOrder", "BidirectionalTpslOrder"];

    private readonly BybitStops stops = new();

    public override async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        if (order.StopPrice is null)
        {
            return await base.PlaceAsync(order, cancel);
        }

        stops.Note(order.Id, BybitOrders.FilterOf(order.Side));
        var outcome = await base.PlaceAsync(order, cancel);
        return outcome is VenueOutcome.Accepted { VenueOrderId: { } number } ? await LookAtAsync(order, number, cancel) ?? outcome : outcome;
    }

    public override async Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel)
    {
        VenueOutcome outcome = new VenueOutcome.NotSent("There is nothing to try.", null);
        foreach (var kind in stops.KindsOf(cancellation.Id))
        {
            outcome = await CommandAsync(Requests.Cancel(cancellation, Until(cancellation.SendBy), kind), BybitCodec.Accepted, cancel);
            if (outcome is not VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder })
            {
                return outcome;
            }
        }

        return outcome;
    }

    public override async Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel)
    {
        VenueOutcome worst = new VenueOutcome.Accepted(null);
        foreach (var kind in AllKinds)
        {
            var outcome = await CommandAsync(Requests.CancelAll(instrument, Now, kind), BybitCodec.AllCancelled, cancel);
            outcome = HeldAlready(outcome, static refused => refused.Reason == RejectReason.UnknownOrder);
            worst = worst is VenueOutcome.Accepted ? outcome : worst;
        }

        return worst;
    }

    protected override bool GoesTogether(PlaceOrder order) => order.StopPrice is null;

    protected override bool GoesTogether(CancelOrder cancellation) => !stops.Has(cancellation.Id);

    protected override void Seen(OrderReport report) => stops.Note(report);

    /// <summary>A batch finds ordinary orders alone; what it does not find may be a stop.</summary>
    protected override async Task<IReadOnlyList<VenueOutcome>> CancelBatchAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel)
    {
        var outcomes = await base.CancelBatchAsync(cancellations, cancel);
        return await Task.WhenAll(outcomes.Select(async (outcome, index) =>
            outcome is VenueOutcome.Rejected { Reason: RejectReason.UnknownOrder } ? await CancelAsync(cancellations[index], cancel) : outcome));
    }

    /// <summary>Takes a stop back that waits for the wrong side; null when it stands as it was meant, or cannot be seen yet.</summary>
    private async Task<VenueOutcome?> LookAtAsync(PlaceOrder order, VenueOrderId number, CancellationToken cancel)
    {
        var reply = await Line.SendAsync(Questions.Order(order.Instrument, number, Now), cancel);
        if (reply.Why is not null || BybitCodec.WaitsTheOtherWay(reply.Wire.Body.Span, order.Extras?.TakesProfit == true) != true)
        {
            return null;
        }

        return await CancelAsync(new(order.Id, number, order.Instrument), cancel) is VenueOutcome.Accepted
            ? new VenueOutcome.Rejected(RejectReason.WouldTriggerImmediately, "passed", $"The price had passed the stop at {order.StopPrice} when it came; it was taken back.")
            : new VenueOutcome.Unknown($"The price had passed the stop at {order.StopPrice} when it came, and it could not be taken back.");
    }
}
