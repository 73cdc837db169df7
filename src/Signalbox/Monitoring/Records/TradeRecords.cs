using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>The row of a trade after an event.</summary>
internal static class TradeRecords
{
    private static readonly RecordJson Json = RecordJson.Default;

    /// <param name="fee">What the event adds to the trade's fees.</param>
    public static void Add(List<RowChange> rows, AccountStep step, TradeId id, Money fee = default)
    {
        // A trade that was forgotten keeps the row it has.
        if (step.After.Trades.TryGetValue(id, out var trade))
        {
            rows.Add(With(Row(step, trade) with { Fees = fee.ToString() }, step, trade));
        }
    }

    private static TradeRow Row(AccountStep step, Trade trade) => new()
    {
        Id = trade.Id.ToString(),
        Signal = trade.Id.Signal.Value,
        Subscription = trade.Id.Subscription.Value,
        Strategy = trade.Request.Strategy.Value,
        Account = step.Account.Value,
        Instrument = trade.Request.Instrument.Value,
        Action = Words.Of(trade.Request.Action),
        Side = trade.Plan?.Enter is { } side ? Words.Of(side) : null,
        Stage = Words.Of(trade.Stage),
        Status = Words.Of(trade.Status),
        Settled = trade.Settled ? 1 : 0,
        Succeeded = trade.Settled && IsSuccess(trade.Status) ? 1 : 0,
        Code = trade.Code,
        Message = trade.Message,
        Realised = trade.Realised.ToString(),
        Currency = step.After.Holdings.GetValueOrDefault(trade.Request.Instrument)?.Instrument.Settle,
        ReceivedAt = trade.Request.ReceivedAt.UtcTicks,
        UpdatedAt = step.At.UtcTicks,
    };

    /// <summary>What only this event knows.</summary>
    private static TradeRow With(TradeRow row, AccountStep step, Trade trade)
    {
        var at = step.At.UtcTicks;
        return step.Event switch
        {
            SignalTaken taken => row with { TakenAt = at, Request = RecordText.Write(taken.Request, Json.TradeRequest) },
            TradeRevised revised => row with { Request = RecordText.Write(revised.Request, Json.TradeRequest), Revised = revised.Why },
            TradeStarted started => row with { StartedAt = at, Plan = RecordText.Write(started.Plan, Json.TradePlan) },
            TradeJudged judged => row with { Verdicts = RecordText.Write([.. judged.Verdicts], Json.VerdictArray) },
            TradePriced priced => row with { Pricing = RecordText.Write(new(priced.Basis, priced.Market, priced.Funds), Json.RecordedPricing) },
            ApprovalRequested asked => row with
            {
                Side = Words.Of(asked.Side),
                Plan = RecordText.Write(asked.Plan, Json.TradePlan),
                Approval = RecordText.Write(new(asked.Side, asked.Quantity, asked.Basis, step.At, asked.Deadline), Json.RecordedApproval),
                ApprovalDeadline = asked.Deadline.UtcTicks,
            },
            TradeApproved approved => row with { ApprovedBy = approved.By },
            TradeEnded => row with { EndedAt = at },
            OrderAccepted when IsProtected(step, trade) => row with { ProtectedAt = at },
            OrderFilled filled when IsMain(step, filled) => row with { FirstFillAt = filled.Fill.At.UtcTicks },
            _ => row,
        };
    }

    private static bool IsProtected(AccountStep step, Trade trade) =>
        (trade.StopTerms is not null || trade.ProfitTerms is not null) && Protector.IsReady(step.After, trade);

    private static bool IsMain(AccountStep step, OrderFilled filled) =>
        step.After.Orders.GetValueOrDefault(filled.Order)?.Ticket.Leg is Leg.Entry or Leg.Exit;

    private static bool IsSuccess(TradeStatus status) =>
        status is TradeStatus.Filled or TradeStatus.Working or TradeStatus.Cancelled or TradeStatus.AwaitingApproval or TradeStatus.Partial or TradeStatus.Skipped;
}
