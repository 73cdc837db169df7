using Signalbox.Risk;
using Signalbox.Risk.Limits;

namespace Signalbox.Accounts.Limits;

public abstract record LimitEvent : AccountEvent;

/// <summary>A trading day began, or a result reached a new height.</summary>
public sealed record LossMarked(LossKey Key, LossMark Mark) : LimitEvent;

/// <summary>A loss limit was breached and the trading state was latched: a person is needed.</summary>
public sealed record LossLimitBreached(RiskScope Scope, string Code, string Message, TradingMode Latched, DateTimeOffset At) : LimitEvent;
