using Signalbox.Markets;

namespace Signalbox.Accounts.Orders;

/// <summary>How each event changes an order.</summary>
internal static class OrderFold
{
    public static Order Apply(Order order, OrderEvent happened, Instrument instrument) => happened switch
    {
        OrderSent => order with { State = OrderState.Sent },
        OrderAccepted accepted => Accept(order, accepted),
        OrderTriggered => order with { State = order.Filled.IsZero ? OrderState.Triggered : order.State, IsTriggered = true },
        OrderFilled filled => Fill(order, filled, instrument),
        FillVoided voided => order with
        {
            Filled = order.Filled - voided.Fill.Quantity,
            FilledCost = order.FilledCost - Math.Abs(instrument.Cost(voided.Fill.Quantity, voided.Fill.Price)),
            Voided = order.Voided.Add(voided.Fill.FillId),
        },
        OrderCancelled cancelled => End(order, OrderState.Cancelled, "cancelled", cancelled.Reason),
        OrderRejected rejected => End(order, OrderState.Rejected, Text.Words.Of(rejected.Reason), rejected.Message),
        OrderExpired expired => End(order, OrderState.Expired, expired.Code, expired.Reason),
        OrderOutcomeUnknown unknown => order with { State = OrderState.Unknown, AbsentProbes = 0, Reason = unknown.Why },
        OrderNotSent unsent => order with { State = OrderState.Intended, Unsent = order.Unsent + 1, Reason = unsent.Why },
        OrderProbedAbsent probed => order with { AbsentProbes = probed.Anew ? 1 : order.AbsentProbes + 1, AbsentAskedAt = probed.AskedAt },
        OrderProbedPresent => order with { AbsentProbes = 0 },
        OrderSentAgain again => order with { State = OrderState.Intended, AbsentProbes = 0, SendBy = again.SendBy },
        OrderChangeIntended change => Intend(order, change),
        OrderAmended amended => Amend(order, amended),
        OrderChangeRefused refused => Refuse(order, refused),
        OrderChangeLapsed => order with { Pending = null },
        OrderChangeDenied denied => order with { ChangesDenied = order.ChangesDenied + 1, LastDenied = denied.Why, Reason = denied.Why.Message },
        OrderConfirmed => order with { DoubtedUntil = null },
        OrderAnomaly => order,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

    private static Order Accept(Order order, OrderAccepted accepted) => order with
    {
        State = order.State.IsWorking ? order.State : order.Filled.IsZero ? OrderState.Accepted : OrderState.PartlyFilled,
        VenueOrderId = accepted.VenueOrderId ?? order.VenueOrderId,
        AbsentProbes = 0,
        Reason = null,
    };

    private static Order Fill(Order order, OrderFilled filled, Instrument instrument)
    {
        var total = order.Filled + filled.Fill.Quantity;

        // More filled than rested before the amendment that is under way: it has taken effect, whoever tells of it later.
        var levels = order.Pending is { Levels: { } amended } && total > order.Levels.Quantity && total <= amended.Quantity ? amended : order.Levels;
        return order with
        {
            Levels = levels,
            State = order.State.IsTerminal ? order.State : total >= levels.Quantity ? OrderState.Filled : OrderState.PartlyFilled,
            VenueOrderId = order.VenueOrderId ?? filled.Fill.VenueOrderId,
            Filled = total,
            FilledCost = order.FilledCost + Math.Abs(instrument.Cost(filled.Fill.Quantity, filled.Fill.Price)),
            LastFillAt = filled.Fill.At,
            Fills = order.Fills.Add(filled.Fill.FillId),
            AbsentProbes = 0,
        };
    }

    private static Order End(Order order, OrderState state, string code, string reason) =>
        order with { State = state, Pending = null, DoubtedUntil = null, Code = code, Reason = reason };

    private static Order Intend(Order order, OrderChangeIntended change) => order with
    {
        Pending = new(change.Levels, change.SendBy, order.Pending is { } same && same.Levels == change.Levels ? same.Attempts + 1 : 1, change.Why)
        {
            Overtaken = change.Levels is null ? order.Pending is { IsSent: true, Levels: { } left } ? left : order.Pending?.Overtaken : null,
        },
    };

    private static Order Amend(Order order, OrderAmended amended) => order with
    {
        Levels = amended.Levels,
        State = !order.State.IsTerminal && order.Filled >= amended.Levels.Quantity ? OrderState.Filled : order.State,
        Pending = order.Pending is { IsCancel: true } cancel ? cancel : null,
        DoubtedUntil = null,
        ChangesRefused = 0,
    };

    private static Order Refuse(Order order, OrderChangeRefused refused) => order with
    {
        Pending = null,
        DoubtedUntil = refused.DoubtedUntil,
        ChangesRefused = order.ChangesRefused + 1,
        AmendmentsRefused = order.AmendmentsRefused + (order.Pending is { IsCancel: false } ? 1 : 0),
        Reason = refused.Message,
    };
}
