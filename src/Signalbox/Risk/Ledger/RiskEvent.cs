using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Risk.Ledger;

/// <summary>What happened to what all accounts share: the risk stream.</summary>
public abstract record RiskEvent;

/// <summary>Before an entry is sent, what it may open is set aside; again when it may open more, or is valued otherwise.</summary>
public sealed record ExposureReserved(AccountId Account, EntryExposure Entry, DateTimeOffset At) : RiskEvent;

/// <summary>A fill turned a reservation, or a part of it, into a position, or the entry was made smaller.</summary>
/// <param name="Left">What stays reserved.</param>
public sealed record ExposurePosted(AccountId Account, ClientOrderId Order, Quantity Left) : RiskEvent;

/// <summary>The entry is over: what it did not fill is free again.</summary>
public sealed record ExposureReleased(AccountId Account, ClientOrderId Order, string Why) : RiskEvent;

public sealed record PositionNoted(AccountId Account, PositionExposure Position) : RiskEvent;

public sealed record ResultNoted(AccountId Account, ResultExposure Result) : RiskEvent;

/// <summary>The account is no longer configured; its results stay.</summary>
public sealed record AccountForgotten(AccountId Account) : RiskEvent;

public sealed record SharedLimitsChanged([property: JsonConverter(typeof(ValueListConverter<ScopedLimits>))] ValueList<ScopedLimits> Limits) : RiskEvent;

/// <summary>Trading was stopped or released, everywhere or for a strategy.</summary>
public sealed record StandingChanged(RiskScope Scope, TradingMode Mode, bool KeepsWorking, string Why, string By, DateTimeOffset At) : RiskEvent
{
    /// <summary>Positions are to be closed as well.</summary>
    public string? FlattenId { get; init; }
}

public sealed record SharedLossMarked(LossKey Key, LossMark Mark) : RiskEvent;

/// <summary>A loss limit of several accounts was breached and the trading state was latched: a person is needed.</summary>
public sealed record SharedLossBreached(RiskScope Scope, string Code, string Message, TradingMode Latched, DateTimeOffset At) : RiskEvent;
