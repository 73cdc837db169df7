using System.Globalization;
using Signalbox.Accounts;
using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Monitoring.Notices;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>The events a person should know of.</summary>
internal static class IncidentRecords
{
    public static void Add(AccountRows rows, AccountStep step)
    {
        if (Of(step) is { } incident)
        {
            rows.Add(incident);
        }
    }

    /// <summary>Of no account: whoever sees everything is told.</summary>
    public static IncidentRow Of(NoticeRaised notice, JournalEvent stored) => new()
    {
        Place = RecordText.Place(stored.At, string.Create(CultureInfo.InvariantCulture, $"{stored.Stream}.{stored.Version:x16}")),
        Account = "",
        Kind = "upkeep",
        Code = notice.Code,
        Message = notice.Message,
        At = stored.At.UtcTicks,
    };

    private static IncidentRow? Of(AccountStep step) => step.Event switch
    {
        AlarmRaised alarm => OfTrade(step, "alarm", alarm.Code, alarm.Message, alarm.Trade),
        EmergencyDeclared emergency => OfTrade(step, "emergency", null, emergency.Why, emergency.Trade),
        OrderAnomaly anomaly => OfOrder(step, "anomaly", anomaly.What, anomaly.Order),
        OrderOutcomeUnknown unknown => OfOrder(step, "unknown_order", unknown.Why, unknown.Order),
        ForeignFillSeen foreign => Row(step, "foreign_fill", null,
            $"{Words.Of(foreign.Fill.Side)} {foreign.Fill.Quantity} at {foreign.Fill.Price}: an order that did not come from here.") with { Instrument = foreign.Fill.Instrument.Value },
        ExternalOrderSeen seen => Row(step, "external_order", null,
            $"{Words.Of(seen.Report.Side)} {seen.Report.Quantity} rests at the venue: an order that did not come from here.") with { Instrument = seen.Report.Instrument.Value },
        NakedSeen naked => Row(step, "naked", null,
            $"{naked.Naked} lies open: the venue shows no stop for it.") with { Instrument = naked.Instrument.Value },
        PositionDoubted doubted => Row(step, "position_doubted", null,
            $"The venue reports {doubted.Venue}, our fills add up to {doubted.Ours}. It is believed when it says so again.") with { Instrument = doubted.Instrument.Value },
        PositionAdjusted adjusted => Row(step, "position_adjusted", null,
            $"{Words.Of(adjusted.Side)} {adjusted.Quantity} was taken over: {adjusted.Why}") with { Instrument = adjusted.Instrument.Value },
        ReconciliationStarted started => Row(step, "reconciliation", null, started.Why),
        TradingStateChanged changed => Row(step, "trading_state", Words.Of(changed.Mode),
            changed.Scope is { } scope ? $"{changed.By}, for {scope}: {changed.Why}" : $"{changed.By}: {changed.Why}"),
        LossLimitBreached breach => Row(step, "loss_limit", breach.Code, breach.Message),
        _ => null,
    };

    private static IncidentRow OfTrade(AccountStep step, string kind, string? code, string message, TradeId trade) =>
        Row(step, kind, code, message) with
        {
            Signal = trade.Signal.Value,
            Subscription = trade.Subscription.Value,
            Instrument = step.After.InstrumentOf(trade)?.Value,
        };

    private static IncidentRow OfOrder(AccountStep step, string kind, string message, ClientOrderId order)
    {
        var ticket = step.After.Orders.GetValueOrDefault(order)?.Ticket;
        return Row(step, kind, null, message) with
        {
            OrderId = order.ToString(),
            Signal = ticket?.Trade?.Signal.Value,
            Subscription = ticket?.Trade?.Subscription.Value,
            Instrument = ticket?.Instrument.Value,
        };
    }

    private static IncidentRow Row(AccountStep step, string kind, string? code, string message) => new()
    {
        Place = RecordText.Place(step.At, string.Create(CultureInfo.InvariantCulture, $"{step.Account}.{step.Version:x16}")),
        Account = step.Account.Value,
        Kind = kind,
        Code = code,
        Message = message,
        At = step.At.UtcTicks,
    };
}
