using Xunit;

namespace Signalbox.Tests.Simulation.Soak;

public sealed class MemoryTrendTests
{
    private const long MegaByte = 1024 * 1024;

    [Fact]
    public void WhatFillsAtFirstAndThenStands_IsFlat()
    {
        var trend = Of(minute => minute < 30 ? 100 + (2 * minute) : 160);
        Assert.Equal(0, trend.MegaBytesPerHour, 6);
        Assert.Equal(0, trend.MegaBytesRisen, 6);
    }

    [Fact]
    public void WhatGrowsAllTheTime_IsToldByTheHour_AndByWhatItCameTo()
    {
        var trend = Of(minute => 100 + minute);
        Assert.Equal(60, trend.MegaBytesPerHour, 6);
        Assert.Equal(29, trend.MegaBytesRisen, 6);
        Assert.Equal("100.0 MB at first, 159.0 MB at last; in the second half +60.00 MB/h, +29.0 MB in all", trend.ToString());
    }

    [Fact]
    public void ASingleSample_HasNoSlope()
    {
        var trend = new MemoryTrend();
        trend.Add(TimeSpan.FromMinutes(1), MegaByte);
        Assert.Equal((0d, 0d), (trend.MegaBytesPerHour, trend.MegaBytesRisen));
    }

    [Theory]
    [InlineData("72h", 259_200)]
    [InlineData("1.5m", 90)]
    [InlineData("90s", 90)]
    public void TimeToSoak_IsRead(string asked, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), SoakTime.Read(asked));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("72")]
    [InlineData("-1h")]
    [InlineData("three days")]
    public void TimeToSoak_ThatIsNone_IsRefused(string asked) => Assert.Throws<FormatException>(() => SoakTime.Read(asked));

    /// <summary>A sample a minute, for an hour.</summary>
    private static MemoryTrend Of(Func<int, int> megaBytes)
    {
        var trend = new MemoryTrend();
        for (var minute = 0; minute < 60; minute++)
        {
            trend.Add(TimeSpan.FromMinutes(minute), megaBytes(minute) * MegaByte);
        }

        return trend;
    }
}
