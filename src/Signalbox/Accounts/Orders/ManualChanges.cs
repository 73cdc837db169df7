using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// A person's cancel or change of an order. Stops and targets are not cancelled: they follow the position they protect, and one
/// that was taken away by hand would only be placed again; a target alone is moved by setting its price in the terms of its lot.
/// What an entry may open more by it meets the limits a new entry meets.
/// </summary>
public static class ManualChanges
{
    public static bool IsChangeable(Order order) => order is { State.IsTerminal: false, Ticket: { Leg: Leg.Entry or Leg.Exit, ClosesLot: false } };

    /// <summary>A target that rests for its lot now: its price can be set, and the other targets and the stop stay where they are.</summary>
    public static bool IsMovableTarget(AccountState state, Order order) =>
        order is { State.IsTerminal: false, Ticket: { Leg: Leg.TakeProfit, Trade: { } owner, Target: var index } }
        && state.Trades.GetValueOrDefault(owner) is { Bracket: { Waived: false, Emergency: false, Targets: var legs }, ProfitTerms: { } profit }
        && index < profit.Targets.Count && index < legs.Count && legs[index].Order == order.Id
        && LotBook.IndexOf(state.Holdings[order.Ticket.Instrument].Lots, owner) >= 0;

    internal static void Change(Turn turn, AccountCommand.ChangeOrder asked)
    {
        var order = turn.State.Orders.GetValueOrDefault(asked.Order);
        if (order is not null && asked.Levels?.LimitPrice is { } target && IsMovableTarget(turn.State, order))
        {
            MoveTarget(turn, order, target, asked.By);
            return;
        }

        if (order is null || !IsChangeable(order))
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

    private static void MoveTarget(Turn turn, Order order, Price price, string by)
    {
        var trade = turn.State.Trades[order.Ticket.Trade!.Value];
        var (profit, index) = (trade.ProfitTerms!, order.Ticket.Target);
        var moved = new TargetTerms { LimitPrice = price, SharePercent = profit.Targets[index].SharePercent };
        turn.Record(new ProtectionSet(trade.Id, trade.StopTerms, profit with { Targets = profit.Targets.SetItem(index, moved) }, trade.Id) { Person = by });
        turn.Touch(trade.Id);
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
