using System.Text.Json.Serialization;
using Signalbox.Strategies.Windows;
using Signalbox.Text;

namespace Signalbox.Strategies;

/// <summary>What a subscription lets a signal do with the position it finds.</summary>
/// <param name="AllowAddToPosition">A signal on the side already held adds to it. Off: it is refused.</param>
/// <param name="AllowSideSwap">An opposite signal closes and then opens the other side. Off: it only closes.</param>
/// <param name="CancelOpenOrders">Cancel open orders of the ticker before entering or turning.</param>
/// <param name="SubtractExitQuantity">The signal's quantity includes what closes the opposite position, as TradingView sends reversals.</param>
/// <param name="QuantityMultiplier">Applied last, before rounding.</param>
/// <param name="WaitSecondsMax">How long a cancel or a reversal's exit may take before the trade fails. Default 120 s.</param>
/// <param name="Sides">The sides that may be opened. Closing is always allowed.</param>
/// <param name="IsolateSides">Never touch a position on the side this subscription may not open.</param>
/// <param name="IgnoreExits">Exit signals are skipped: positions leave by their stops and targets only.</param>
/// <param name="WholeUnits">Quantities are rounded down to whole units, whatever the venue's lot.</param>
/// <param name="Conflicts">What a signal does while another of the same instrument is under way.</param>
/// <param name="AutoSubmit">Off: the resolved order waits for a person to approve it.</param>
/// <param name="ApprovalSeconds">How long it waits for that. Default 900 s.</param>
/// <param name="CooldownSeconds">After a position was closed, no entry for so long.</param>
/// <param name="LockoutAfterLosses">After so many losing trades in a row, no entry until the next trading day; 0: never.</param>
/// <param name="Windows">When it may trade; null: always.</param>
public sealed record TradeRules(
    bool AllowAddToPosition = false,
    bool AllowSideSwap = false,
    bool CancelOpenOrders = false,
    bool SubtractExitQuantity = false,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal QuantityMultiplier = 1m,
    int WaitSecondsMax = 120,
    AllowedSides Sides = AllowedSides.Both,
    bool IsolateSides = false,
    bool IgnoreExits = false,
    bool WholeUnits = false,
    ConflictPolicy Conflicts = ConflictPolicy.Queue,
    bool AutoSubmit = true,
    int ApprovalSeconds = 900,
    int CooldownSeconds = 0,
    int LockoutAfterLosses = 0,
    TradingWindows? Windows = null);

[JsonConverter(typeof(SnakeCaseEnumConverter<AllowedSides>))]
public enum AllowedSides
{
    Both,
    Bullish,
    Bearish,
    None,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<ConflictPolicy>))]
public enum ConflictPolicy
{
    /// <summary>It waits for its turn.</summary>
    Queue,

    /// <summary>It takes the place of what waits, and cancels the entry under way.</summary>
    Replace,

    /// <summary>An opposite one that waits and this one cancel each other out; the rest waits.</summary>
    Net,
}
