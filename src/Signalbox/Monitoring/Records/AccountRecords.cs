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
internal static class AccountRecords
{
    public static void Add(AccountRows rows, AccountStep step)
    {
        switch (step.Event)
        {
            case SignalTaken taken:
                rows.AddTrade(step, taken.Request.Id);
                break;
            case LotClaimed claimed:
                rows.AddTrade(step, claimed.Trade);
                rows.AddPosition(step, claimed.Instrument);
                break;
            case TradeEvent trade:
                rows.AddTrade(step, trade.Trade);
                AddProtection(rows, step, trade);
                break;
            case OrderIntended intended:
                rows.AddOrder(step, intended.Ticket.Id);
                break;
            case FillVoided voided:
                rows.AddOrder(step, voided.Order);
                FillRecords.Add(rows, step, voided);
                break;
            case OrderEvent order:
                rows.AddOrder(step, order.Order);
                AddConsequences(rows, step, order);
                break;
            case ForeignFillSeen foreign:
                FillRecords.Add(rows, step, foreign);
                break;
            case PositionAdjusted adjusted:
                rows.AddPosition(step, adjusted.Instrument, new(FillRecords.ProfitOf(adjusted.Closes), default));
                break;
            case AccountConfigured or TradingStateChanged or ReconciliationStarted or ReconciliationEnded:
                AddAccount(rows, step);
                break;
        }

        IncidentRecords.Add(rows, step);
    }

    private static void AddConsequences(AccountRows rows, AccountStep step, OrderEvent happened)
    {
        if (happened is OrderFilled filled)
        {
            FillRecords.Add(rows, step, filled);
        }
        else if (step.After.Orders.TryGetValue(happened.Order, out var order) && order.Ticket.Leg is Leg.StopLoss or Leg.TakeProfit)
        {
            rows.AddPosition(step, order.Ticket.Instrument);
            if (happened is OrderAccepted && order.Ticket.Trade is { } trade)
            {
                rows.AddTrade(step, trade);
            }
        }
    }

    private static void AddProtection(AccountRows rows, AccountStep step, TradeEvent happened)
    {
        if (happened is ProtectionSet or ProtectionWaived && step.After.InstrumentOf(happened.Trade) is { } instrument)
        {
            rows.AddPosition(step, instrument);
        }
    }

    private static void AddAccount(AccountRows rows, AccountStep step) => rows.Add(new AccountRow
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
