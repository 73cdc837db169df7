using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Accounts.Trades;

/// <summary>What one signal does here through one subscription: a small saga of cancel, exit and entry.</summary>
public sealed record Trade
{
    public required TradeRequest Request { get; init; }

    public TradeStage Stage { get; init; }

    public TradePlan? Plan { get; init; }

    public ClientOrderId? ExitOrder { get; init; }

    public ClientOrderId? EntryOrder { get; init; }

    /// <summary>Exits sent so far: an exit that did not reach its goal is followed by a fresh one, a bounded number of times.</summary>
    public int Exits { get; init; }

    /// <summary>Entries sent so far: slices of an iceberg, or tries at a market that was closed.</summary>
    public int Entries { get; init; }

    /// <summary>Iceberg in slices: what earlier slices of the order filled.</summary>
    public Quantity Sliced
    {
        get => rare.Sliced;
        init => rare = rare.Sliced == value ? rare : rare with { Sliced = value };
    }

    /// <summary>It was the first of its group to fill.</summary>
    public bool GroupWon
    {
        get => rare.GroupWon;
        init => rare = rare.GroupWon == value ? rare : rare with { GroupWon = value };
    }

    /// <summary>Who filled first in its group: what it still opens is closed again.</summary>
    public TradeId? GroupLostTo
    {
        get => rare.GroupLostTo;
        init => rare = rare.GroupLostTo == value ? rare : rare with { GroupLostTo = value };
    }

    /// <summary>When the step it is at is given up; null: not by the clock.</summary>
    public DateTimeOffset? StepUntil
    {
        get => rare.StepUntil;
        init => rare = rare.StepUntil == value ? rare : rare with { StepUntil = value };
    }

    /// <summary>Since when it waits for its market to open, and when it is tried again.</summary>
    public DateTimeOffset? ClosedSince
    {
        get => rare.ClosedSince;
        init => rare = rare.ClosedSince == value ? rare : rare with { ClosedSince = value };
    }

    public DateTimeOffset? RetryAt
    {
        get => rare.RetryAt;
        init => rare = rare.RetryAt == value ? rare : rare with { RetryAt = value };
    }

    /// <summary>The venue was asked for a quote already; a second failure refuses the entry.</summary>
    public bool QuoteAsked { get; init; }

    /// <summary>The position its plan was made for.</summary>
    public Quantity? ExitedFrom { get; init; }

    /// <summary>A person approved it.</summary>
    public bool IsApproved
    {
        get => rare.IsApproved;
        init => rare = rare.IsApproved == value ? rare : rare with { IsApproved = value };
    }

    /// <summary>Until when somebody may approve it.</summary>
    public DateTimeOffset? ApproveBy
    {
        get => rare.ApproveBy;
        init => rare = rare.ApproveBy == value ? rare : rare with { ApproveBy = value };
    }

    /// <summary>What scorers were asked before it began; null where none was.</summary>
    public Scoring? Scoring
    {
        get => rare.Scoring;
        init => rare = rare.Scoring == value ? rare : rare with { Scoring = value };
    }

    /// <summary>Why a gate let it leave and not enter.</summary>
    public Refusal? EntryRefused
    {
        get => rare.EntryRefused;
        init => rare = rare.EntryRefused == value ? rare : rare with { EntryRefused = value };
    }

    /// <summary>The price it waits for.</summary>
    public Trigger? Trigger
    {
        get => rare.Trigger;
        init => rare = rare.Trigger == value ? rare : rare with { Trigger = value };
    }

    /// <summary>Its price was reached: what follows is sent at once.</summary>
    public bool IsTriggered
    {
        get => rare.IsTriggered;
        init => rare = rare.IsTriggered == value ? rare : rare with { IsTriggered = value };
    }

    /// <summary>Flattening: closing orders sent per instrument.</summary>
    public ImmutableSortedDictionary<InstrumentId, int> Flattened
    {
        get => rare.Flattened;
        init => rare = rare.Flattened == value ? rare : rare with { Flattened = value };
    }

    /// <summary>What its closed lots earned so far, in the settlement currency.</summary>
    public Money Realised { get; init; }

    // A trade is copied at each of its steps: what most trades never have stands apart, so that the copies are small.
    private readonly Seldom rare = Seldom.None;

    /// <summary>The stops and targets of the lot this trade opened.</summary>
    public Bracket Bracket { get; init; } = Bracket.None;

    /// <summary>How it ended where its orders do not say: refused, skipped, cancelled.</summary>
    public TradeStatus? EndedAs { get; init; }

    public TradeStatus Status { get; init; }

    /// <summary>Nothing more will happen by itself soon: an answer that waits need not wait longer.</summary>
    public bool Settled { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>The path of the field at fault, where a refusal names one.</summary>
    public string? Field { get; init; }

    [JsonIgnore]
    public TradeId Id => Request.Id;

    [JsonIgnore]
    public StopLossTerms? StopTerms => Bracket.Own is { } own ? own.StopLoss : Request.Terms.StopLoss.Value;

    [JsonIgnore]
    public TakeProfitTerms? ProfitTerms => Bracket.Own is { } own ? own.TakeProfit : Request.Terms.TakeProfit.Value;

    private sealed record Seldom
    {
        public static readonly Seldom None = new();

        public Quantity Sliced { get; init; }

        public bool GroupWon { get; init; }

        public TradeId? GroupLostTo { get; init; }

        public DateTimeOffset? StepUntil { get; init; }

        public DateTimeOffset? ClosedSince { get; init; }

        public DateTimeOffset? RetryAt { get; init; }

        public bool IsApproved { get; init; }

        public DateTimeOffset? ApproveBy { get; init; }

        public Scoring? Scoring { get; init; }

        public Refusal? EntryRefused { get; init; }

        public Trigger? Trigger { get; init; }

        public bool IsTriggered { get; init; }

        public ImmutableSortedDictionary<InstrumentId, int> Flattened { get; init; } = ImmutableSortedDictionary<InstrumentId, int>.Empty;
    }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<TradeStage>))]
public enum TradeStage
{
    /// <summary>Behind another trade of the instrument, or until the account is reconciled.</summary>
    Waiting,
    Delayed,
    AwaitingApproval,
    AwaitingTrigger,

    /// <summary>Until the venue's market opens.</summary>
    AwaitingMarket,

    /// <summary>Behind another signal of its batch.</summary>
    Following,

    /// <summary>Scorers of its gates are asked.</summary>
    Scoring,
    Pricing,
    Cancelling,
    Exiting,

    /// <summary>The exit ran out of time; it is being taken back.</summary>
    AbandoningExit,
    Entering,
    Flattening,
    Done,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<TradeStatus>))]
public enum TradeStatus
{
    Pending,
    Filled,
    Partial,
    Working,
    Rejected,
    Denied,
    Unknown,
    AwaitingApproval,
    Skipped,
    Cancelled,
    Expired,
}
