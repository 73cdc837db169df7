using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts;

/// <summary>What happened to an account. The families stand beside their subjects: orders, positions, trades.</summary>
public abstract record AccountEvent;

/// <summary>The account was connected, or the terms it works under changed.</summary>
public sealed record AccountConfigured(AccountProfile Profile) : AccountEvent;

/// <summary>Whether an instrument's market is looked at from time to time.</summary>
public sealed record MarketWatchChanged(InstrumentId Instrument, bool IsWatched) : AccountEvent;

/// <summary>Whether the account may open positions changed.</summary>
public sealed record TradingStateChanged(TradingMode Mode, string Why, string By, DateTimeOffset At) : AccountEvent;

/// <summary>An instrument was used for the first time, or its filters changed.</summary>
public sealed record InstrumentSeen(Instrument Instrument) : AccountEvent;
