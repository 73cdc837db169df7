using System.Text.Json.Serialization;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Rules;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Accounts.Trades;

/// <summary>The account took a signal: from here on it is this account's to finish.</summary>
public sealed record SignalTaken(TradeRequest Request) : AccountEvent;

public abstract record TradeEvent(TradeId Trade) : AccountEvent;

/// <summary>It waits behind the active trade of its instrument.</summary>
public sealed record TradeQueued(TradeId Trade) : TradeEvent(Trade);

/// <summary>It begins after another signal of its batch.</summary>
public sealed record TradeFollows(TradeId Trade) : TradeEvent(Trade);

/// <summary>What it waited for has come.</summary>
/// <param name="ValidUntil">From now on it is good until then.</param>
public sealed record TradeReleased(TradeId Trade, DateTimeOffset ValidUntil) : TradeEvent(Trade);

/// <summary>Its turn came: the steps it will take from the position found.</summary>
/// <param name="Position">The position the plan was made for.</param>
/// <param name="EntryRefused">Why the plan lost its entry and kept its exit.</param>
public sealed record TradeStarted(TradeId Trade, TradePlan Plan, Quantity Position, Refusal? EntryRefused = null) : TradeEvent(Trade);

/// <summary>Every rule that had something to say, and what it said.</summary>
public sealed record TradeJudged(
    TradeId Trade,
    [property: JsonConverter(typeof(ValueListConverter<Verdict>))] ValueList<Verdict> Verdicts) : TradeEvent(Trade);

/// <summary>A person is to decide. Quantity and price are a preview.</summary>
public sealed record ApprovalRequested(TradeId Trade, TradePlan Plan, Side Side, Quantity? Quantity, Price? Basis, DateTimeOffset Deadline) : TradeEvent(Trade);

/// <param name="ValidUntil">The approval counts until then.</param>
public sealed record TradeApproved(TradeId Trade, string By, DateTimeOffset ValidUntil) : TradeEvent(Trade);

/// <summary>What it asks for changed before it began: netted against another, or edited by a person.</summary>
public sealed record TradeRevised(TradeId Trade, TradeRequest Request, string Why) : TradeEvent(Trade);

/// <summary>The stop and targets of a lot were set or moved.</summary>
/// <param name="By">The trade that asked for it.</param>
public sealed record ProtectionSet(TradeId Trade, StopLossTerms? StopLoss, TakeProfitTerms? TakeProfit, TradeId By) : TradeEvent(Trade)
{
    /// <summary>Who moved a target by hand; null: a signal did, or the terms themselves.</summary>
    public string? Person { get; init; }
}

/// <summary>A trailing stop followed the market.</summary>
public sealed record TrailMoved(TradeId Trade, Trail Trail) : TradeEvent(Trade);

/// <summary>It was the first of its group to fill.</summary>
public sealed record GroupDecided(TradeId Trade) : TradeEvent(Trade);

/// <summary>Another of its group filled first.</summary>
public sealed record GroupLost(TradeId Trade, TradeId Winner) : TradeEvent(Trade);

/// <summary>The market is closed: it is tried again when this is due.</summary>
public sealed record TradeParked(TradeId Trade, DateTimeOffset Since, DateTimeOffset Due) : TradeEvent(Trade);

/// <summary>A swap of stop and target began, advanced, or (null) is over.</summary>
public sealed record SwapAdvanced(TradeId Trade, Swap? Swap) : TradeEvent(Trade);

/// <summary>The protection of a lot makes room for an exit; null: it returns.</summary>
public sealed record BalanceReleased(TradeId Trade, TradeId? For) : TradeEvent(Trade);

/// <summary>It waits here for its price; again when a trailing one moved.</summary>
public sealed record TriggerSet(TradeId Trade, Trigger Trigger) : TradeEvent(Trade);

public sealed record TriggerReached(TradeId Trade, Price Price, DateTimeOffset At) : TradeEvent(Trade);

/// <summary>A lot nobody claimed belongs to this trade from now on.</summary>
public sealed record LotClaimed(InstrumentId Instrument, TradeId Trade) : TradeEvent(Trade);

/// <param name="Until">When the step is given up, where it is; decided once, so that a restart goes on with the time that is left.</param>
public sealed record TradeAdvanced(TradeId Trade, TradeStage Stage, DateTimeOffset? Until = null) : TradeEvent(Trade);

/// <summary>What sizes and prices were computed from.</summary>
public sealed record TradePriced(TradeId Trade, Price? Basis, MarketView? Market, FundsView? Funds) : TradeEvent(Trade);

/// <summary>Its last step is over, or it was refused.</summary>
public sealed record TradeEnded(TradeId Trade, TradeStatus? Status, string? Code, string? Message) : TradeEvent(Trade)
{
    /// <summary>The path of the field at fault, where there is one.</summary>
    public string? Field { get; init; }
}

/// <summary>What a caller is told changed.</summary>
public sealed record TradeProgressed(TradeId Trade, TradeStatus Status, bool Settled, string? Code, string? Message) : TradeEvent(Trade);

/// <summary>A signal cancelled stops and targets on purpose.</summary>
public sealed record ProtectionWaived(TradeId Trade) : TradeEvent(Trade);

/// <summary>No stop can be placed: the position is closed instead.</summary>
public sealed record EmergencyDeclared(TradeId Trade, string Why) : TradeEvent(Trade);

/// <summary>A person is needed, or should at least know.</summary>
/// <param name="Code">One of <see cref="AlarmCodes"/>.</param>
public sealed record AlarmRaised(TradeId Trade, string Code, string Message) : TradeEvent(Trade);
