using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts.Trades;

/// <summary>The account took a signal: from here on it is this account's to finish.</summary>
public sealed record SignalTaken(TradeRequest Request) : AccountEvent;

public abstract record TradeEvent(TradeId Trade) : AccountEvent;

/// <summary>It waits behind the active trade of its instrument.</summary>
public sealed record TradeQueued(TradeId Trade) : TradeEvent(Trade);

/// <summary>Its turn came: the steps it will take from the position found.</summary>
/// <param name="Position">The position the plan was made for.</param>
public sealed record TradeStarted(TradeId Trade, TradePlan Plan, Quantity Position) : TradeEvent(Trade);

public sealed record TradeAdvanced(TradeId Trade, TradeStage Stage) : TradeEvent(Trade);

/// <summary>What sizes and prices were computed from.</summary>
public sealed record TradePriced(TradeId Trade, Price? Basis, MarketView? Market, FundsView? Funds) : TradeEvent(Trade);

/// <summary>Its last step is over, or it was refused.</summary>
public sealed record TradeEnded(TradeId Trade, TradeStatus? Status, string? Code, string? Message) : TradeEvent(Trade);

/// <summary>What a caller is told changed.</summary>
public sealed record TradeProgressed(TradeId Trade, TradeStatus Status, bool Settled, string? Code, string? Message) : TradeEvent(Trade);

/// <summary>A signal cancelled stops and targets on purpose.</summary>
public sealed record ProtectionWaived(TradeId Trade) : TradeEvent(Trade);

/// <summary>No stop can be placed: the position is closed instead.</summary>
public sealed record EmergencyDeclared(TradeId Trade, string Why) : TradeEvent(Trade);

/// <summary>Closing in an emergency failed too: a person is needed.</summary>
public sealed record AlarmRaised(TradeId Trade, string Code, string Message) : TradeEvent(Trade);
