using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Journal;

namespace Signalbox.Monitoring.Latencies;

/// <summary>Measures the phases of signals and orders as they are committed.</summary>
public sealed class PhaseMeter(TimeProvider clock) : ICommitObserver, IAccountObserver
{
    private readonly LatencyHistogram committed = new(clock);
    private readonly LatencyHistogram intended = new(clock);
    private readonly LatencyHistogram sent = new(clock);
    private readonly LatencyHistogram accepted = new(clock);
    private readonly LatencyHistogram filled = new(clock);
    private readonly LatencyHistogram guarded = new(clock);

    /// <summary>From one moment on a signal's way to another, in the order they come.</summary>
    public IReadOnlyList<(string Phase, LatencyReading Reading)> Read() =>
    [
        ("received_to_committed", committed.Read()),
        ("received_to_intended", intended.Read()),
        ("intended_to_sent", sent.Read()),
        ("intended_to_accepted", accepted.Read()),
        ("intended_to_first_fill", filled.Read()),
        ("filled_to_protected", guarded.Read()),
    ];

    public void Committed(AppendUnit unit, long lastVersion)
    {
        if (unit.Stream.IsIntake)
        {
            foreach (var draft in unit.Events)
            {
                committed.Record(clock.GetUtcNow() - draft.At);
            }
        }
    }

    public void Committed(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            if (happened is OrderIntended leaving)
            {
                // On disk: its request leaves now.
                sent.Record(clock.GetUtcNow() - leaving.Ticket.IntendedAt);
            }

            switch (happened)
            {
                case OrderIntended { Ticket: { Leg: Leg.Entry or Leg.Exit, Revision: 0, Trade: { } trade } ticket } when decision.State.Trades.TryGetValue(trade, out var known):
                    intended.Record(ticket.IntendedAt - known.Request.ReceivedAt);
                    break;
                case OrderAccepted order when decision.State.Orders.TryGetValue(order.Order, out var placed):
                    accepted.Record(clock.GetUtcNow() - placed.Ticket.IntendedAt);
                    RecordProtection(decision.State, placed.Ticket);
                    break;
                case OrderFilled fill when decision.State.Orders.TryGetValue(fill.Order, out var placed) && placed.Ticket.Leg is Leg.Entry or Leg.Exit && placed.Fills.Count == 1:
                    filled.Record(clock.GetUtcNow() - placed.Ticket.IntendedAt);
                    break;
            }
        }
    }

    /// <summary>The last of a lot's first stops and targets ends the time it lay open.</summary>
    private void RecordProtection(AccountState state, OrderTicket ticket)
    {
        if (ticket is { Leg: Leg.StopLoss or Leg.TakeProfit, Revision: 0, Trade: { } id }
            && state.Trades.TryGetValue(id, out var trade)
            && Protector.IsReady(state, trade)
            && state.Holdings.TryGetValue(ticket.Instrument, out var holding)
            && LotBook.IndexOf(holding.Lots, id) is >= 0 and var index)
        {
            guarded.Record(clock.GetUtcNow() - holding.Lots[index].OpenedAt);
        }
    }
}
