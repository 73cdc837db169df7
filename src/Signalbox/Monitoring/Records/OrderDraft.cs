using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>The row of an order after some events.</summary>
internal sealed class OrderDraft(AccountId account)
{
    private Order? order;
    private Instrument? instrument;
    private DateTimeOffset at;
    private string? strategy;
    private Price? signalPrice;
    private Money fees;
    private long? sentAt;
    private long? acceptedAt;
    private long? firstFillAt;
    private long? finishedAt;
    private string? venueCode;
    private Adjustment[]? adjustments;

    public void Take(AccountStep step, Order after)
    {
        order = after;
        instrument = step.After.Holdings[after.Ticket.Instrument].Instrument;
        at = step.At;
        strategy = (after.Ticket.Trade is { } trade ? step.After.Trades.GetValueOrDefault(trade)?.Request.Strategy.Value : null) ?? strategy;
        signalPrice = SignalPriceOf(step, after.Ticket) ?? signalPrice;
        TakeEvent(step);
        if (after.State.IsTerminal)
        {
            finishedAt ??= step.At.UtcTicks;
        }
    }

    public OrderRow Row()
    {
        var known = order ?? throw new InvalidOperationException("No event was taken.");
        var ticket = known.Ticket;
        var id = known.Id.ToString();
        return new()
        {
            Account = account.Value,
            Id = id,
            Place = RecordText.Place(ticket.IntendedAt, id),
            Instrument = ticket.Instrument.Value,
            Signal = ticket.Trade?.Signal.Value,
            Subscription = ticket.Trade?.Subscription.Value,
            Strategy = strategy,
            Leg = Words.Of(ticket.Leg),
            Target = ticket.Target,
            Revision = ticket.Revision,
            Side = Words.Of(ticket.Side),
            Type = Words.Of(ticket.Type),
            TimeInForce = Words.Of(ticket.TimeInForce),
            ReduceOnly = ticket.ReduceOnly ? 1 : 0,
            Quantity = known.Levels.Quantity.ToString(),
            LimitPrice = known.Levels.LimitPrice?.ToString(),
            StopPrice = known.Levels.StopPrice?.ToString(),
            Filled = known.Filled.ToString(),
            AveragePrice = known.AveragePrice(instrument!)?.ToString(),
            Fees = fees.ToString(),
            Status = Words.Of(known.State),
            IsOpen = known.State.IsTerminal ? 0 : 1,
            VenueOrderId = known.VenueOrderId?.Value,
            Code = known.Code,
            VenueCode = venueCode,
            Reason = known.Reason,
            Adjustments = adjustments is null ? null : RecordText.Write(adjustments, RecordJson.Default.AdjustmentArray),
            SignalPrice = signalPrice?.ToString(),
            IntendedAt = ticket.IntendedAt.UtcTicks,
            SentAt = sentAt,
            AcceptedAt = acceptedAt,
            FirstFillAt = firstFillAt,
            FinishedAt = finishedAt,
            UpdatedAt = at.UtcTicks,
        };
    }

    private void TakeEvent(AccountStep step)
    {
        switch (step.Event)
        {
            case OrderIntended { Ticket.Adjustments: { Count: > 0 } changed }:
                adjustments = [.. changed];
                break;
            case OrderSent:
                sentAt ??= step.At.UtcTicks;
                break;
            case OrderAccepted:
                acceptedAt ??= step.At.UtcTicks;
                break;
            case OrderFilled filled:
                firstFillAt ??= filled.Fill.At.UtcTicks;
                fees += FeeOf(step, filled);
                break;
            case OrderRejected rejected:
                venueCode = rejected.VenueCode ?? venueCode;
                break;
            case OrderChangeRefused refused:
                venueCode = refused.Code ?? venueCode;
                break;
        }
    }

    /// <summary>Only what a signal asked for is held to its price: stops and targets have their own.</summary>
    public static Price? SignalPriceOf(AccountStep step, OrderTicket? ticket) =>
        ticket is { Leg: Leg.Entry or Leg.Exit, ClosesLot: false, Flattens: false, Trade: { } trade } ? step.After.Trades.GetValueOrDefault(trade)?.Request.SignalPrice : null;

    public static Money FeeOf(AccountStep step, OrderFilled filled) => -filled.FeeIn(step.After.Holdings[filled.Fill.Instrument].Instrument.Settle);
}
