using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Text;

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
    bool CancelOpenOrders = true);

/// <summary>What a subscription lets a signal do with the position it finds.</summary>
/// <param name="AllowAddToPosition">A signal on the side already held adds to it. Off: it is refused.</param>
/// <param name="AllowSideSwap">An opposite signal closes and then opens the other side. Off: it only closes.</param>
/// <param name="CancelOpenOrders">Cancel open orders of the ticker before entering or turning.</param>
/// <param name="SubtractExitQuantity">The signal's quantity includes what closes the opposite position, as TradingView sends reversals.</param>
/// <param name="QuantityMultiplier">Applied last, before rounding.</param>
/// <param name="WaitSecondsMax">How long a cancel or a reversal's exit may take before the trade fails. Default 120 s.</param>
public sealed record TradeRules(
    bool AllowAddToPosition = false,
    bool AllowSideSwap = false,
    bool CancelOpenOrders = false,
    bool SubtractExitQuantity = false,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal QuantityMultiplier = 1m,
    int WaitSecondsMax = 120);
