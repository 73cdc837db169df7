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

    public TradeStage Stage { get; init; } = TradeStage.Waiting;

    public TradePlan? Plan { get; init; }

    public ClientOrderId? ExitOrder { get; init; }

    public ClientOrderId? EntryOrder { get; init; }

    /// <summary>Exits sent so far: an exit that did not reach its goal is followed by a fresh one, a bounded number of times.</summary>
    public int Exits { get; init; }

    /// <summary>Entries sent so far: slices of an iceberg, or tries at a market that was closed.</summary>
    public int Entries { get; init; }

    /// <summary>Iceberg in slices: what earlier slices of the order filled.</summary>
    public Quantity Sliced { get; init; }

    /// <summary>It was the first of its group to fill.</summary>
    public bool GroupWon { get; init; }

    /// <summary>Who filled first in its group: what it still opens is closed again.</summary>
    public TradeId? GroupLostTo { get; init; }

    /// <summary>Since when it waits for its market to open, and when it is tried again.</summary>
    public DateTimeOffset? ClosedSince { get; init; }

    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The venue was asked for a quote already; a second failure refuses the entry.</summary>
    public bool QuoteAsked { get; init; }

    /// <summary>The position its plan was made for.</summary>
    public Quantity? ExitedFrom { get; init; }

    /// <summary>A person approved it.</summary>
    public bool IsApproved { get; init; }

    /// <summary>What scorers were asked before it began; null where none was.</summary>
    public Scoring? Scoring { get; init; }

    /// <summary>Why a gate let it leave and not enter.</summary>
    public Refusal? EntryRefused { get; init; }

    /// <summary>The price it waits for.</summary>
    public Trigger? Trigger { get; init; }

    /// <summary>Its price was reached: what follows is sent at once.</summary>
    public bool IsTriggered { get; init; }

    /// <summary>Flattening: closing orders sent per instrument.</summary>
    public ImmutableSortedDictionary<InstrumentId, int> Flattened { get; init; } = ImmutableSortedDictionary<InstrumentId, int>.Empty;

    /// <summary>What its closed lots earned so far, in the settlement currency.</summary>
    public Money Realised { get; init; }

    /// <summary>The stops and targets of the lot this trade opened.</summary>
    public Bracket Bracket { get; init; } = new();

    /// <summary>How it ended where its orders do not say: refused, skipped, cancelled.</summary>
    public TradeStatus? EndedAs { get; init; }

    public TradeStatus Status { get; init; } = TradeStatus.Pending;

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
