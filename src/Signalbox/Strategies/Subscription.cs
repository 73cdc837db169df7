using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Strategies;

/// <summary>Binds a strategy to an account and may override any of its settings.</summary>
public sealed record Subscription
{
    public required SubscriptionId Id { get; init; }

    public required StrategyId Strategy { get; init; }

    public required AccountId Account { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Only signals for these go to its account. Empty: whatever the strategy takes.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> AllowedTickers { get; init; }

    /// <summary>The subscription's own values; null leaves the unit to the strategy.</summary>
    public TradeTerms Overrides { get; init; } = TradeTerms.Empty;

    /// <summary>Which units a signal may set. Default: all of them.</summary>
    public SignalMaySet SignalMaySet { get; init; } = new();

    public TradeRules Rules { get; init; } = new();

    /// <summary>Gates of its own; one named like the strategy's takes its place, or switches it off.</summary>
    [JsonConverter(typeof(ValueListConverter<Gate>))]
    public ValueList<Gate> Gates { get; init; }
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
