using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;

namespace Signalbox.Monitoring.Records;

/// <summary>
/// What an event of an account's stream means for the tables. The event says which rows change and the state after it says
/// to what; only sums and first times are taken from the event itself.
/// </summary>
public static class AccountRecords
{
    public static IReadOnlyList<RowChange> Of(AccountStep step)
    {
        var rows = new List<RowChange>();
        switch (step.Event)
        {
            case SignalTaken taken:
                TradeRecords.Add(rows, step, taken.Request.Id);
                break;
            case LotClaimed claimed:
                TradeRecords.Add(rows, step, claimed.Trade);
                PositionRecords.Add(rows, step, claimed.Instrument, PositionChange.None);
                break;
            case TradeEvent trade:
                TradeRecords.Add(rows, step, trade.Trade);
                AddProtection(rows, step, trade);
                break;
            case OrderIntended intended:
                OrderRecords.Add(rows, step, intended.Ticket.Id);
                break;
            case FillVoided voided:
                OrderRecords.Add(rows, step, voided.Order);
                FillRecords.Add(rows, step, voided);
                break;
            case OrderEvent order:
                OrderRecords.Add(rows, step, order.Order);
                AddConsequences(rows, step, order);
                break;
            case ForeignFillSeen foreign:
                FillRecords.Add(rows, step, foreign);
                break;
            case PositionAdjusted adjusted:
                PositionRecords.Add(rows, step, adjusted.Instrument, new(FillRecords.ProfitOf(adjusted.Closes), default));
                break;
            case AccountConfigured or TradingStateChanged or ReconciliationStarted or ReconciliationEnded:
                AddAccount(rows, step);
                break;
        }

        IncidentRecords.Add(rows, step);
        return rows;
    }

    private static void AddConsequences(List<RowChange> rows, AccountStep step, OrderEvent happened)
    {
        if (happened is OrderFilled filled)
        {
            FillRecords.Add(rows, step, filled);
        }
        else if (step.After.Orders.TryGetValue(happened.Order, out var order) && order.Ticket.Leg is Leg.StopLoss or Leg.TakeProfit)
        {
            PositionRecords.Add(rows, step, order.Ticket.Instrument, PositionChange.None);
            if (happened is OrderAccepted && order.Ticket.Trade is { } trade)
            {
                TradeRecords.Add(rows, step, trade);
            }
        }
    }

    private static void AddProtection(List<RowChange> rows, AccountStep step, TradeEvent happened)
    {
        if (happened is ProtectionSet or ProtectionWaived && step.After.InstrumentOf(happened.Trade) is { } instrument)
        {
            PositionRecords.Add(rows, step, instrument, PositionChange.None);
        }
    }

    private static void AddAccount(List<RowChange> rows, AccountStep step) => rows.Add(new AccountRow
    {
        Id = step.Account.Value,
        Broker = step.After.Profile?.Broker ?? "",
        TradingState = Text.Words.Of(step.After.TradingState.Mode),
        Why = step.After.TradingState.Why,
        Since = step.After.TradingState.Since.UtcTicks,
        Reconciling = step.After.Reconciling ? 1 : 0,
        UpdatedAt = step.At.UtcTicks,
    });
}
