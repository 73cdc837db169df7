using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>The row of a trade after some events: how the trade stands after the last of them, and what each alone could tell.</summary>
internal sealed class TradeDraft(AccountId account)
{
    private static readonly RecordJson Json = RecordJson.Default;

    private Trade? trade;
    private DateTimeOffset at;
    private Side? side;
    private string? currency;
    private Money fees;
    private long? takenAt;
    private long? startedAt;
    private long? firstFillAt;
    private long? protectedAt;
    private long? endedAt;
    private TradeRequest? request;
    private TradePlan? plan;
    private Verdict[]? verdicts;
    private RecordedPricing? pricing;
    private RecordedApproval? approval;
    private string? approvedBy;
    private string? revised;

    /// <param name="fee">What the event adds to the trade's fees.</param>
    public void Take(AccountStep step, Trade after, Money fee)
    {
        trade = after;
        at = step.At;
        side = after.Plan?.Enter ?? side;
        currency = step.After.Holdings.GetValueOrDefault(after.Request.Instrument)?.Instrument.Settle ?? currency;
        fees += fee;
        TakeEvent(step, after);
    }

    public TradeRow Row()
    {
        var known = trade ?? throw new InvalidOperationException("No event was taken.");
        return new()
        {
            Id = known.Id.ToString(),
            Signal = known.Id.Signal.Value,
            Subscription = known.Id.Subscription.Value,
            Strategy = known.Request.Strategy.Value,
            Account = account.Value,
            Instrument = known.Request.Instrument.Value,
            Action = Words.Of(known.Request.Action),
            Side = side is { } entered ? Words.Of(entered) : null,
            Stage = Words.Of(known.Stage),
            Status = Words.Of(known.Status),
            Settled = known.Settled ? 1 : 0,
            Succeeded = known.Settled && IsSuccess(known.Status) ? 1 : 0,
            Code = known.Code,
            Message = known.Message,
            Realised = known.Realised.ToString(),
            Fees = fees.ToString(),
            Currency = currency,
            ReceivedAt = known.Request.ReceivedAt.UtcTicks,
            TakenAt = takenAt,
            StartedAt = startedAt,
            FirstFillAt = firstFillAt,
            ProtectedAt = protectedAt,
            EndedAt = endedAt,
            UpdatedAt = at.UtcTicks,
            Request = request is null ? null : RecordText.Write(request, Json.TradeRequest),
            Plan = plan is null ? null : RecordText.Write(plan, Json.TradePlan),
            Verdicts = verdicts is null ? null : RecordText.Write(verdicts, Json.VerdictArray),
            Pricing = pricing is null ? null : RecordText.Write(pricing, Json.RecordedPricing),
            Approval = approval is null ? null : RecordText.Write(approval, Json.RecordedApproval),
            ApprovalDeadline = approval?.Deadline.UtcTicks,
            ApprovedBy = approvedBy,
            Revised = revised,
        };
    }

    /// <summary>What only this event knows. A time is that of the first such event, everything else that of the last.</summary>
    private void TakeEvent(AccountStep step, Trade after)
    {
        var ticks = step.At.UtcTicks;
        switch (step.Event)
        {
            case SignalTaken taken:
                (takenAt, request) = (takenAt ?? ticks, taken.Request);
                break;
            case TradeRevised change:
                (request, revised) = (change.Request, change.Why ?? revised);
                break;
            case TradeStarted started:
                (startedAt, plan) = (startedAt ?? ticks, started.Plan);
                break;
            case TradeJudged judged:
                verdicts = [.. judged.Verdicts];
                break;
            case TradePriced priced:
                pricing = new(priced.Basis, priced.Market, priced.Funds);
                break;
            case ApprovalRequested asked:
                (side, plan, approval) = (asked.Side, asked.Plan, new(asked.Side, asked.Quantity, asked.Basis, step.At, asked.Deadline));
                break;
            case TradeApproved approved:
                approvedBy = approved.By;
                break;
            case TradeEnded:
                endedAt ??= ticks;
                break;
            case OrderAccepted when IsProtected(step, after):
                protectedAt ??= ticks;
                break;
            case OrderFilled filled when IsMain(step, filled):
                firstFillAt ??= filled.Fill.At.UtcTicks;
                break;
        }
    }

    private static bool IsProtected(AccountStep step, Trade trade) =>
        (trade.StopTerms is not null || trade.ProfitTerms is not null) && Protector.IsReady(step.After, trade);

    private static bool IsMain(AccountStep step, OrderFilled filled) =>
        step.After.Orders.GetValueOrDefault(filled.Order)?.Ticket.Leg is Leg.Entry or Leg.Exit;

    private static bool IsSuccess(TradeStatus status) =>
        status is TradeStatus.Filled or TradeStatus.Working or TradeStatus.Cancelled or TradeStatus.AwaitingApproval or TradeStatus.Partial or TradeStatus.Skipped;
}
