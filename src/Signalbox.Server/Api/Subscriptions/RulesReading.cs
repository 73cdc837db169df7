using System.Globalization;
using Signalbox.Server.Api.Input;
using Signalbox.Strategies;
using Signalbox.Strategies.Windows;

namespace Signalbox.Server.Api.Subscriptions;

internal static class RulesReading
{
    private const decimal MultiplierMax = 1_000m;
    private const int WaitSecondsMax = 600;
    private const int ApprovalSecondsMax = 7 * 24 * 3_600;
    private const int CooldownSecondsMax = 30 * 24 * 3_600;
    private const int LossesMax = 100;
    private const int WindowsMax = 50;

    private static readonly string[] TimeFormats = ["HH:mm", "HH:mm:ss"];

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
            rules.ApprovalSeconds, rules.CooldownSeconds, rules.LockoutAfterLosses, Windows(rules.Windows, $"{path}.windows", check));
    }

    private static void Whole(InputCheck check, string path, int value, int least, int most) =>
        check.Require(value >= least && value <= most, path, $"Expected a whole number from {least} to {most}.");

    private static TradingWindows? Windows(WindowsDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        var open = document.Open ?? [];
        check.Require(open.Count <= WindowsMax, $"{path}.open", $"There are at most {WindowsMax} windows.");
        var windows = new TradingWindows(
            [.. open.Take(WindowsMax).Select((window, index) => Window(window, $"{path}.open[{index}]", check))], document.TimeZone, document.AllowExitsOutside);
        if (windows.Fault() is { } fault)
        {
            check.Refuse(path, fault);
        }

        return windows;
    }

    private static TradingWindow Window(WindowDocument document, string path, InputCheck check) =>
        new([.. (document.Days ?? []).Distinct()], Time(document.From, $"{path}.from", check), Time(document.To, $"{path}.to", check));

    private static TimeOnly Time(string? text, string path, InputCheck check)
    {
        if (TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        check.Refuse(path, "Expected a time of day such as 09:30.");
        return default;
    }
}
