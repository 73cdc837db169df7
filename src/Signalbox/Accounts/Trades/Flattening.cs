using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Markets;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Closes every position and cancels every order of the account, whoever they belong to. Stops and targets go when their
/// position is gone, so that nothing is naked meanwhile.
/// </summary>
internal static class Flattening
{
    /// <summary>Closing orders sent for one instrument before a person is called.</summary>
    private const int TriesBeforeAlarm = 5;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static void Begin(Turn turn, Trade trade)
    {
        turn.Record(new TradeAdvanced(trade.Id, TradeStage.Flattening));
        foreach (var waiting in turn.State.Holdings.Values.SelectMany(holding => holding.Waiting.Concat(holding.Triggers).Concat(holding.Closed)).Concat(turn.State.Followers).ToArray())
        {
            TradeFlow.End(turn, waiting, TradeStatus.Cancelled, "flattened", "The account was flattened before its turn came.");
        }

        ExternalOrders.CancelAll(turn);
        Continue(turn, turn.State.Trades[trade.Id]);
    }

    public static void Continue(Turn turn, Trade trade)
    {
        var isDone = true;
        foreach (var holding in turn.State.Holdings.Values)
        {
            isDone &= Clear(turn, trade, holding);
        }

        if (isDone)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Filled, null, null);
        }
    }

    /// <summary>Takes the next step for one instrument; true when nothing is left of it.</summary>
    private static bool Clear(Turn turn, Trade trade, Holding holding)
    {
        foreach (var id in holding.OpenOrders)
        {
            var order = turn.State.Orders[id];
            if (order.Ticket.Trade != trade.Id && (order.Ticket.Leg is Leg.Entry or Leg.Exit || holding.Net.IsZero))
            {
                OrderChanges.Cancel(turn, order, "The account is being flattened.");
            }
        }

        if (!holding.Net.IsZero)
        {
            Close(turn, trade, holding);
        }

        return holding.Net.IsZero && holding.OpenOrders.IsEmpty;
    }

    private static void Close(Turn turn, Trade trade, Holding holding)
    {
        var closing = holding.OpenOrders.Select(id => turn.State.Orders[id]).FirstOrDefault(order => order.Ticket.Trade == trade.Id);
        if (closing is not null)
        {
            return;
        }

        var tries = trade.Flattened.GetValueOrDefault(holding.Instrument.Id);
        if (tries > 0 && !turn.IsRetry)
        {
            turn.Wake(new TimerKey.Protect(trade.Id), RetryAfter);
            return;
        }

        if (tries == TriesBeforeAlarm)
        {
            turn.Record(new AlarmRaised(trade.Id, AlarmCodes.CannotFlatten,
                $"{holding.Instrument.Id} could not be closed after {tries} tries. Close it at the venue."));
        }

        OrderSending.Intend(turn, Ticket(turn, trade, holding, tries));
    }

    private static OrderTicket Ticket(Turn turn, Trade trade, Holding holding, int tries) => new()
    {
        Id = OrderSending.IdOf(turn.Profile, trade.Id, $"flatten:{holding.Instrument.Id}", tries),
        Instrument = holding.Instrument.Id,
        Trade = trade.Id,
        Leg = Leg.Exit,
        Revision = tries,
        Flattens = true,
        Side = Sides.Reducing(holding.Net),
        Type = OrderType.Market,
        Quantity = holding.Net.Abs(),
        TimeInForce = TimeInForce.Gtc,
        ReduceOnly = turn.Profile.Capabilities.ReduceOnly,
        IntendedAt = turn.Now,
        SendBy = turn.Now + turn.Profile.Bounds.SendWithin,
    };
}
