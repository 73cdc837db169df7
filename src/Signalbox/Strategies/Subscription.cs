using Signalbox.Identity;

namespace Signalbox.Strategies;

/// <summary>Binds a strategy to an account and may override any of its settings.</summary>
public sealed record Subscription
{
    public required SubscriptionId Id { get; init; }

    public required StrategyId Strategy { get; init; }

    public required AccountId Account { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>The subscription's own values; null leaves the unit to the strategy.</summary>
    public TradeTerms Overrides { get; init; } = TradeTerms.Empty;

    /// <summary>Which units a signal may set. Default: all of them.</summary>
    public SignalMaySet SignalMaySet { get; init; } = new();

    public TradeRules Rules { get; init; } = new();
}

/// <summary>Per unit: whether the signal's value, where it has one, wins.</summary>
// Settings that are read from outside have their defaults in the constructor: the generated JSON reader honours those, and
// not the initializers of init-only properties.
public sealed record SignalMaySet(
    bool EntrySize = true,
    bool ExitSize = true,
    bool EntryOrder = true,
    bool ExitOrder = true,
    bool EntryTimeInForce = true,
    bool ExitTimeInForce = true,
    bool TakeProfit = true,
    bool StopLoss = true,
    bool CancelOpenOrders = true,
    bool CancelAfter = true,
    bool Spread = true,
    bool Slippage = true,
    bool Delay = true,
    bool Leverage = true,
    bool ExtendedHours = true);
