using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Subscriptions;

/// <summary>What a subscription lets a signal do with the position it finds, and when.</summary>
public sealed record RulesDocument(
    [property: Description("A signal on the side already held adds to it. Off: it is refused.")] bool AllowAddToPosition = false,
    [property: Description("An opposite signal closes and then opens the other side. Off: it only closes.")] bool AllowSideSwap = false,
    [property: Description("Cancel open orders of the ticker before entering or turning.")] bool CancelOpenOrders = false,
    [property: Description("The signal's quantity includes what closes the opposite position.")] bool SubtractExitQuantity = false,
    [property: Description("Applied last, before rounding. Absent: 1."), JsonConverter(typeof(PlainDecimalConverter))] decimal QuantityMultiplier = 1m,
    [property: Description("How long a cancel or a reversal's exit may take before the trade fails. Absent: 120.")] int WaitSecondsMax = 120,
    [property: Description("The sides that may be opened. Closing is always allowed.")] AllowedSides Sides = AllowedSides.Both,
    [property: Description("Never touch a position on the side this subscription may not open.")] bool IsolateSides = false,
    [property: Description("Exit signals are skipped: positions leave by their stops and targets only.")] bool IgnoreExits = false,
    [property: Description("Quantities are rounded down to whole units, whatever the venue's lot.")] bool WholeUnits = false,
    [property: Description("What a signal does while another of the same instrument is under way.")] ConflictPolicy Conflicts = ConflictPolicy.Queue,
    [property: Description("Off: the resolved order waits for a person to approve it.")] bool AutoSubmit = true,
    [property: Description("How long it waits for that. Absent: 900.")] int ApprovalSeconds = 900,
    [property: Description("After a position was closed, no entry for so many seconds; 0: none.")] int CooldownSeconds = 0,
    [property: Description("After so many losing trades in a row, no entry until the next trading day; 0: never.")] int LockoutAfterLosses = 0,
    [property: Description("When it may trade; absent: always.")] WindowsDocument? Windows = null)
{
    public static RulesDocument Of(TradeRules rules) => new(
        rules.AllowAddToPosition, rules.AllowSideSwap, rules.CancelOpenOrders, rules.SubtractExitQuantity, rules.QuantityMultiplier,
        rules.WaitSecondsMax, rules.Sides, rules.IsolateSides, rules.IgnoreExits, rules.WholeUnits, rules.Conflicts, rules.AutoSubmit,
        rules.ApprovalSeconds, rules.CooldownSeconds, rules.LockoutAfterLosses,
        rules.Windows is null ? null : WindowsDocument.Of(rules.Windows));
}
