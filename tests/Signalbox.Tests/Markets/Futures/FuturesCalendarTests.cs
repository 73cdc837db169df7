using System.Globalization;
using Signalbox.Markets.Futures;
using Xunit;

namespace Signalbox.Tests.Markets.Futures;

/// <summary>Last trading days as the exchanges published them.</summary>
public sealed class FuturesCalendarTests
{
    [Theory]
    [InlineData("ES", 2025, 3, "2025-03-21")]
    [InlineData("MNQ", 2025, 12, "2025-12-19")]
    [InlineData("MNQ", 2026, 6, "2026-06-18")]
    [InlineData("RTY", 2024, 9, "2024-09-20")]
    [InlineData("CL", 2025, 1, "2024-12-19")]
    [InlineData("CL", 2025, 6, "2025-05-20")]
    [InlineData("CL", 2024, 12, "2024-11-20")]
    [InlineData("MCL", 2025, 6, "2025-05-19")]
    [InlineData("NG", 2025, 3, "2025-02-26")]
    [InlineData("GC", 2025, 2, "2025-02-26")]
    [InlineData("GC", 2024, 12, "2024-12-27")]
    [InlineData("SI", 2025, 3, "2025-03-27")]
    [InlineData("ZN", 2025, 3, "2025-03-20")]
    [InlineData("ZF", 2025, 3, "2025-03-31")]
    [InlineData("6E", 2025, 3, "2025-03-17")]
    [InlineData("ZC", 2025, 3, "2025-03-14")]
    [InlineData("ZS", 2025, 11, "2025-11-14")]
    [InlineData("BTC", 2025, 1, "2025-01-31")]
    [InlineData("VX", 2025, 1, "2025-01-22")]
    [InlineData("VX", 2025, 2, "2025-02-19")]
    public void LastTrade_IsTheExchanges(string root, int year, int month, string day) =>
        Assert.Equal(day, FuturesCalendar.Of(root)!.LastTrade(new(year, month)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2025-04-18")]
    [InlineData("2026-04-03")]
    [InlineData("2026-06-19")]
    [InlineData("2026-07-03")]
    [InlineData("2023-01-02")]
    [InlineData("2025-11-27")]
    [InlineData("2025-01-20")]
    [InlineData("2022-12-26")]
    [InlineData("2025-05-26")]
    public void Holiday_IsNoBusinessDay(string day) => Assert.False(BusinessDays.IsBusinessDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2021-12-31")]
    [InlineData("2021-06-18")]
    [InlineData("2025-04-17")]
    public void DayBesideAHoliday_IsABusinessDay(string day) => Assert.True(BusinessDays.IsBusinessDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)));
}
