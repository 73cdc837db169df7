using System.ComponentModel;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Terms;

namespace Signalbox.Server.Api.Records;

/// <summary>What one signal did at one account through one subscription.</summary>
public sealed record TradeSummaryDocument(
    [property: Description("The signal's id and the subscription's, with a slash between them: it stands in addresses as it is.")] string Id,
    string SignalId,
    string SubscriptionId,
    string StrategyId,
    string AccountId,
    string Symbol,
    string Action,
    [property: Description("The side it enters on; absent where it enters nothing.")] string? Side,
    [property: Description("Which step it is at; done when there is none left.")] string Stage,
    [property: Description("pending, filled, partial, working, rejected, denied, unknown, awaiting_approval, skipped, cancelled or expired.")] string Status,
    [property: Description("Nothing more will happen by itself soon.")] bool Settled,
    string? Code,
    string? Message,
    [property: Description("What its closed lots earned, fees not included.")] Money Realised,
    [property: Description("Fees of its orders.")] Money Fees,
    [property: Description("Of profit and fees.")] string? Currency,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? TakenAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FirstFillAt,
    [property: Description("When the venue had accepted every stop and target it asks for.")] DateTimeOffset? ProtectedAt,
    DateTimeOffset? EndedAt)
{
    public static TradeSummaryDocument Of(TradeRow row) => new(
        row.Id, row.Signal, row.Subscription, row.Strategy, row.Account, row.Instrument, row.Action, row.Side, row.Stage, row.Status,
        row.Settled == 1, row.Code, row.Message, RecordValues.Money(row.Realised), RecordValues.Money(row.Fees), row.Currency,
        RecordValues.Time(row.ReceivedAt), RecordValues.Time(row.TakenAt), RecordValues.Time(row.StartedAt), RecordValues.Time(row.FirstFillAt),
        RecordValues.Time(row.ProtectedAt), RecordValues.Time(row.EndedAt));
}

/// <summary>A trade with everything that was decided about it.</summary>
public sealed record TradeDocument(
    TradeSummaryDocument Summary,
    [property: Description("What held for it, each unit with its origin; as revised, where it was.")] EffectiveTermsDocument? Terms,
    [property: Description("The steps it takes from the position it found.")] TradePlan? Plan,
    [property: Description("Every rule that had something to say, and what it said.")] IReadOnlyList<VerdictDocument> Verdicts,
    [property: Description("What sizes and prices were computed from.")] RecordedPricing? Pricing,
    ApprovalDocument? Approval,
    [property: Description("Why its request was changed before it began.")] string? Revised)
{
    public static TradeDocument Of(TradeRow row) => new(
        TradeSummaryDocument.Of(row),
        row.Request is { } request ? EffectiveTermsDocument.Of(RecordText.Request(request).Terms) : null,
        row.Plan is { } plan ? RecordText.Plan(plan) : null,
        [.. RecordText.Verdicts(row.Verdicts).Select(VerdictDocument.Of)],
        row.Pricing is { } pricing ? RecordText.Pricing(pricing) : null,
        ApprovalDocument.Of(row),
        row.Revised);
}

/// <summary>What a person is, or was, asked about a trade.</summary>
public sealed record ApprovalDocument(
    Side Side,
    [property: Description("As it stood when asked; it is computed anew once approved.")] Quantity? Quantity,
    [property: Description("The price it was sized with.")] Price? Basis,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline,
    [property: Description("Who approved it.")] string? By)
{
    public static ApprovalDocument? Of(TradeRow row)
    {
        if (row.Approval is not { } json)
        {
            return null;
        }

        var asked = RecordText.Approval(json);
        return new(asked.Side, asked.Quantity, asked.Basis, asked.AskedAt, asked.Deadline, row.ApprovedBy);
    }
}
