using Signalbox.Accounts.Limits;
using Signalbox.Risk;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;

namespace Signalbox.Server.Api.Limits;

/// <summary>From the document to the engine's limits; one that could never hold, or never let anything pass, is refused.</summary>
internal static class LimitReading
{
    private const int OpenOrdersMost = 100_000;
    private const int OrdersPerDayMost = 1_000_000;

    public static RiskLimits Read(LimitInput input, RiskLevel level, InputCheck check)
    {
        check.Positive("orderNotionalMax", input.OrderNotionalMax);
        check.Positive("positionNotionalMax", input.PositionNotionalMax);
        check.Positive("positionQuantityMax", input.PositionQuantityMax);
        check.Positive("dailyLossMax", input.DailyLossMax);
        check.Positive("drawdownMax", input.DrawdownMax);
        Whole(check, "openOrdersMax", input.OpenOrdersMax, OpenOrdersMost);
        Whole(check, "ordersPerMinuteMax", input.OrdersPerMinuteMax, Math.Min(RecentEntries.KeptMax, EntryCounts.TimesMax));
        Whole(check, "ordersPerDayMax", input.OrdersPerDayMax, OrdersPerDayMost);
        Whole(check, "duplicateSeconds", input.DuplicateSeconds, (int)RecentEntries.Kept.TotalSeconds);
        Percent(check, "drawdownPercentMax", input.DrawdownPercentMax);
        Percent(check, "priceCollarPercent", input.PriceCollarPercent);
        CheckLevel(input, level, check);
        check.Require(input.OnLoss != TradingMode.Active, "onLoss", "A breached limit has to stop something. Choose reducing or halted.");
        return new(
            input.OrderNotionalMax, input.PositionNotionalMax, input.PositionQuantityMax, input.OpenOrdersMax, input.OrdersPerMinuteMax,
            input.OrdersPerDayMax, input.DailyLossMax, input.DrawdownMax, input.DrawdownPercentMax, input.PriceCollarPercent,
            input.DuplicateSeconds, input.OnLoss, input.TimeZone);
    }

    private static void CheckLevel(LimitInput input, RiskLevel level, InputCheck check)
    {
        check.Require(
            input.DrawdownPercentMax is null || level == RiskLevel.Account, "drawdownPercentMax",
            "Only an account has an equity to take a percentage of. Use drawdownMax here.");
        check.Require(
            input.TimeZone is null || level == RiskLevel.Account, "timeZone",
            "Only an account has a trading day of its own. Leave it out here.");
        check.Require(
            input.TimeZone is not { } zone || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), "timeZone",
            "This time zone is not known. Use a name such as Europe/Berlin.");
        check.Require(
            input is not { OrdersPerDayMax: { } perDay, OrdersPerMinuteMax: { } perMinute } || perMinute <= perDay, "ordersPerMinuteMax",
            "It is above the limit of the whole day, so it could never be reached.");
    }

    private static void Whole(InputCheck check, string path, int? value, int most) =>
        check.Require(value is null || (value >= 1 && value <= most), path, $"Expected a whole number from 1 to {most}.");

    private static void Percent(InputCheck check, string path, decimal? value) =>
        check.Require(value is null or (> 0 and <= 100m), path, "Expected a percentage above 0 and at most 100.");
}
