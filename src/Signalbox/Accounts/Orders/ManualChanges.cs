using Signalbox.Markets;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// A person's cancel or change of an order. Stops and targets are left alone: they follow the position they protect, and one
/// that was taken away by hand would only be placed again.
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
        else if (turn.Profile.Capabilities.Amend)
        {
            OrderChanges.Amend(turn, order, Rounded(order, levels, turn.State.Holdings[order.Ticket.Instrument].Instrument), $"Changed by {asked.By}.");
        }
    }

    private static OrderLevels Rounded(Order order, OrderLevels levels, Instrument instrument) => new(
        Rounding.DownToLot(levels.Quantity, instrument.LotSize),
        levels.LimitPrice is { } limit ? Rounding.Limit(order.Ticket.Side, limit, instrument.TickSize) : null,
        levels.StopPrice is { } stop ? Rounding.EntryStop(order.Ticket.Side, stop, instrument.TickSize) : null);
}
