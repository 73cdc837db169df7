using Signalbox.Server.Api.Input;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Subscriptions;

internal static class RulesReading
{
    private const decimal MultiplierMax = 1_000m;
    private const int WaitSecondsMax = 600;
    private const int ApprovalSecondsMax = 7 * 24 * 3_600;
    private const int CooldownSecondsMax = 30 * 24 * 3_600;
    private const int LossesMax = 100;

    public static TradeRules Read(RulesDocument rules, string path, InputCheck check)
    {
        check.Require(rules.QuantityMultiplier is > 0 and <= MultiplierMax, $"{path}.quantityMultiplier", $"Expected a number above 0 and at most {MultiplierMax}.");
        Whole(check, $"{path}.waitSecondsMax", rules.WaitSecondsMax, 1, WaitSecondsMax);
        Whole(check, $"{path}.approvalSeconds", rules.ApprovalSeconds, 1, ApprovalSecondsMax);
        Whole(check, $"{path}.cooldownSeconds", rules.CooldownSeconds, 0, CooldownSecondsMax);
        Whole(check, $"{path}.lockoutAfterLosses", rules.LockoutAfterLosses, 0, LossesMax);
        check.Require(
            !rules.IsolateSides || rules.Sides != AllowedSides.Both, $"{path}.isolateSides",
            "With both sides allowed there is no side to isolate. Choose bullish or bearish, or switch it off.");
        return new(
            rules.AllowAddToPosition, rules.AllowSideSwap, rules.CancelOpenOrders, rules.SubtractExitQuantity, rules.QuantityMultiplier,
            rules.WaitSecondsMax, rules.Sides, rules.IsolateSides, rules.IgnoreExits, rules.WholeUnits, rules.Conflicts, rules.AutoSubmit,
            rules.ApprovalSeconds, rules.CooldownSeconds, rules.LockoutAfterLosses, WindowsReading.Read(rules.Windows, $"{path}.windows", check));
    }

    private static void Whole(InputCheck check, string path, int value, int least, int most) =>
        check.Require(value >= least && value <= most, path, $"Expected a whole number from {least} to {most}.");
}
