using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;

namespace Signalbox.Accounts;

/// <summary>What happened to an account. The families stand beside their subjects: orders, positions, trades.</summary>
public abstract record AccountEvent;

/// <summary>The account was connected, or the terms it works under changed.</summary>
public sealed record AccountConfigured(AccountProfile Profile) : AccountEvent;

/// <summary>Whether an instrument's market is looked at from time to time.</summary>
public sealed record MarketWatchChanged(InstrumentId Instrument, bool IsWatched) : AccountEvent;

/// <summary>Whether positions may be opened changed: at the account, or for what a scope names of it.</summary>
public sealed record TradingStateChanged(TradingMode Mode, string Why, string By, DateTimeOffset At) : AccountEvent
{
    /// <summary>Null: the account itself.</summary>
    public RiskScope? Scope { get; init; }

    public bool KeepsWorking { get; init; }

    public string? FlattenId { get; init; }
}

/// <summary>An instrument was used for the first time, or its filters changed.</summary>
public sealed record InstrumentSeen(Instrument Instrument) : AccountEvent;
