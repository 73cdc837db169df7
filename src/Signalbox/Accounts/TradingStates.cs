using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;

namespace Signalbox.Accounts;

/// <summary>Changing whether an account may open positions. Halting takes back every entry that is not filled yet.</summary>
internal static class TradingStates
{
    public static void Set(Turn turn, AccountCommand.SetTradingState wanted)
    {
        if (turn.State.TradingState.Mode != wanted.Mode)
        {
            turn.Record(new TradingStateChanged(wanted.Mode, wanted.Why, wanted.By, turn.Now));
        }

        if (wanted.Mode == TradingMode.Active)
        {
            return;
        }

        foreach (var holding in turn.State.Holdings.Values)
        {
            foreach (var id in holding.OpenOrders)
            {
                if (turn.State.Orders[id] is { Ticket.Leg: Leg.Entry } entry)
                {
                    OrderChanges.Cancel(turn, entry, $"The account is {Text.Words.Of(wanted.Mode)}.");
                    turn.Touch(entry.Ticket.Trade);
                }
            }

            DropWaiting(turn, holding.Waiting);
        }
    }

    /// <summary>Signals that wait would meet the same state when their turn comes; they are told now.</summary>
    private static void DropWaiting(Turn turn, Text.ValueList<Identity.TradeId> waiting)
    {
        foreach (var id in waiting)
        {
            if (turn.State.Trades[id].Request.Action is not (Signals.SignalAction.Exit or Signals.SignalAction.Cancel or Signals.SignalAction.Flatten))
            {
                TradeFlow.End(turn, id, TradeStatus.Denied, Text.Words.Of(turn.State.TradingState.Mode), "The account was stopped before its turn came.");
            }
        }
    }
}
