using Signalbox.Accounts.Limits;
using Signalbox.Markets;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// A person's cancel or change of an order. Stops and targets are left alone: they follow the position they protect, and one
/// that was taken away by hand would only be placed again. What an entry may open more by it meets the limits a new entry meets.
/// </summary>
public static class ManualChanges
{
    public static bool IsChangeable(Order order) => order is { State.IsTerminal: false, Ticket: { Leg: Leg.Entry or Leg.Exit, ClosesLot: false } };

    internal static void Change(Turn turn, AccountCommand.ChangeOrder asked)
    {
        if (!turn.State.Orders.TryGetValue(asked.Order, out var order) || !IsChangeable(order))
        {
            // It ended while the request was on its way.
            return;
        }

        turn.Touch(order.Ticket.Trade);
        if (asked.Levels is not { } levels)
        {
            OrderChanges.Cancel(turn, order, $"Cancelled by {asked.By}.");
        }
        else if (turn.Profile.Capabilities.Amend && order is { Pending: null, DoubtedUntil: null })
        {
            Amend(turn, order, Rounded(order, levels, turn.State.Holdings[order.Ticket.Instrument].Instrument), asked.By);
        }
    }

    private static void Amend(Turn turn, Order order, OrderLevels levels, string by)
    {
        if (order.Ticket.Leg == Leg.Entry && RiskGate.JudgeRaise(turn, order, levels) is { } refusal)
        {
            // A loss that was found while judging may have taken the order back.
            turn.Record(new OrderChangeDenied(order.Id, levels, new(refusal.Code, refusal.Message, refusal.Field), by));
        }
        else
        {
            OrderChanges.Amend(turn, order, levels, $"Changed by {by}.");
        }
    }

    private static OrderLevels Rounded(Order order, OrderLevels levels, Instrument instrument) => new(
        Rounding.DownToLot(levels.Quantity, instrument.LotSize),
        levels.LimitPrice is { } limit ? Rounding.Limit(order.Ticket.Side, limit, instrument.TickSize) : null,
        levels.StopPrice is { } stop ? Rounding.EntryStop(order.Ticket.Side, stop, instrument.TickSize) : null);
}
