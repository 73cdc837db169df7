using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>The row of an order after an event.</summary>
internal static class OrderRecords
{
    public static void Add(List<RowChange> rows, AccountStep step, ClientOrderId id)
    {
        // An order that was forgotten within the same event keeps the row it has.
        if (step.After.Orders.TryGetValue(id, out var order))
        {
            var row = With(Row(step, order), step);
            rows.Add(order.State.IsTerminal ? row with { FinishedAt = step.At.UtcTicks } : row);
        }
    }

    private static OrderRow Row(AccountStep step, Order order)
    {
        var ticket = order.Ticket;
        return new()
        {
            Account = step.Account.Value,
            Id = order.Id.ToString(),
            Place = RecordText.Place(ticket.IntendedAt, order.Id.ToString()),
            Instrument = ticket.Instrument.Value,
            Signal = ticket.Trade?.Signal.Value,
            Subscription = ticket.Trade?.Subscription.Value,
            Strategy = ticket.Trade is { } trade ? step.After.Trades.GetValueOrDefault(trade)?.Request.Strategy.Value : null,
            Leg = Words.Of(ticket.Leg),
            Target = ticket.Target,
            Revision = ticket.Revision,
            Side = Words.Of(ticket.Side),
            Type = Words.Of(ticket.Type),
            TimeInForce = Words.Of(ticket.TimeInForce),
            ReduceOnly = ticket.ReduceOnly ? 1 : 0,
            Quantity = order.Levels.Quantity.ToString(),
            LimitPrice = order.Levels.LimitPrice?.ToString(),
            StopPrice = order.Levels.StopPrice?.ToString(),
            Filled = order.Filled.ToString(),
            AveragePrice = order.AveragePrice(step.After.Holdings[ticket.Instrument].Instrument)?.ToString(),
            Status = Words.Of(order.State),
            IsOpen = order.State.IsTerminal ? 0 : 1,
            VenueOrderId = order.VenueOrderId?.Value,
            Code = order.Code,
            Reason = order.Reason,
            SignalPrice = SignalPriceOf(step, ticket)?.ToString(),
            IntendedAt = ticket.IntendedAt.UtcTicks,
            UpdatedAt = step.At.UtcTicks,
        };
    }

    private static OrderRow With(OrderRow row, AccountStep step) => step.Event switch
    {
        OrderIntended { Ticket.Adjustments: { Count: > 0 } changed } => row with { Adjustments = RecordText.Write([.. changed], RecordJson.Default.AdjustmentArray) },
        OrderSent => row with { SentAt = step.At.UtcTicks },
        OrderAccepted => row with { AcceptedAt = step.At.UtcTicks },
        OrderFilled filled => row with { FirstFillAt = filled.Fill.At.UtcTicks, Fees = FeeOf(step, filled).ToString() },
        OrderRejected rejected => row with { VenueCode = rejected.VenueCode },
        OrderChangeRefused refused => row with { VenueCode = refused.Code },
        _ => row,
    };

    /// <summary>Only what a signal asked for is held to its price: stops and targets have their own.</summary>
    internal static Price? SignalPriceOf(AccountStep step, OrderTicket? ticket) =>
        ticket is { Leg: Leg.Entry or Leg.Exit, ClosesLot: false, Flattens: false, Trade: { } trade } ? step.After.Trades.GetValueOrDefault(trade)?.Request.SignalPrice : null;

    internal static Money FeeOf(AccountStep step, OrderFilled filled) => -filled.FeeIn(step.After.Holdings[filled.Fill.Instrument].Instrument.Settle);
}
