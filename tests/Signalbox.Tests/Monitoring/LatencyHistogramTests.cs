using Signalbox.Monitoring.Latencies;
using Signalbox.Tests.Journal;
using Xunit;

namespace Signalbox.Tests.Monitoring;

public sealed class LatencyHistogramTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Percentiles_AreNeverTooLowAndAtMostASixteenthTooHigh()
    {
        var histogram = new LatencyHistogram(clock);
        for (var ms = 1; ms <= 1_000; ms++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(ms));
        }

        var reading = histogram.Read();
        Assert.Equal(1_000, reading.Count);
        Assert.InRange(reading.MsP50, 500, 500 * 17 / 16.0);
        Assert.InRange(reading.MsP90, 900, 900 * 17 / 16.0);
        Assert.InRange(reading.MsP99, 990, 990 * 17 / 16.0);
        Assert.InRange(reading.MsMax, 1_000, 1_000 * 17 / 16.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    [InlineData(68_719_476_735)]
    public void Buckets_HoldTheirValue(long microseconds)
    {
        var bucket = LatencyHistogram.BucketOf(microseconds);
        Assert.InRange(microseconds, bucket == 0 ? 0 : LatencyHistogram.HighestOf(bucket - 1) + 1, LatencyHistogram.HighestOf(bucket));
    }

    [Fact]
    public void WhatTookForever_CountsAsTheLongest()
    {
        var histogram = new LatencyHistogram(clock);
        histogram.Record(TimeSpan.FromDays(30));
        histogram.Record(TimeSpan.FromSeconds(-1));
        Assert.Equal((2, 0.0), (histogram.Read().Count, histogram.Read().MsP50));
    }

    [Fact]
    public void Readings_CoverTheLastWindowsOnly()
    {
        var histogram = new LatencyHistogram(clock);
        histogram.Record(TimeSpan.FromMilliseconds(1));
        clock.Advance(LatencyHistogram.Window);
        histogram.Record(TimeSpan.FromMilliseconds(2));
        Assert.Equal(2, histogram.Read().Count);
        clock.Advance(LatencyHistogram.Window);
        Assert.Equal(1, histogram.Read().Count);
        clock.Advance(LatencyHistogram.Window * 3);
        Assert.Equal((0, 0.0), (histogram.Read().Count, histogram.Read().MsP99));
    }
}
