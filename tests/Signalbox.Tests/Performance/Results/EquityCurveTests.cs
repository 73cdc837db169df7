using Signalbox.Markets;
using Signalbox.Performance.Results;
using Xunit;

namespace Signalbox.Tests.Performance.Results;

public sealed class EquityCurveTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AFall_TellsItsDepthAndShareOfTheHighestPoint()
    {
        var curve = EquityCurve.Of(Days(1_000, 1_250, 1_000, 1_100));

        Assert.Equal(new Money(250), curve.Drawdown);
        Assert.Equal(0.2m, curve.DrawdownShare);
        Assert.Null(curve.Sharpe);
    }

    [Fact]
    public void Of_DailyReturns_TellsTheirYearlySharpe()
    {
        // Returns of 1 %, -1 %, 1 %, -1 %, 1 %: mean 0.2 %, deviation 1.0954 %.
        var curve = EquityCurve.Of(Days(100m, 101m, 99.99m, 100.9899m, 99.980001m, 100.97980101m));

        Assert.Equal(3.4881m, curve.Sharpe!.Value, 3);
    }

    [Fact]
    public void Of_SeveralPointsOfADay_TakesTheLastAsItsClose()
    {
        var points = Days(100, 101, 102, 101, 102, 103).SelectMany(point => new[] { new EquityPoint(point.At.AddHours(-6), new(1)), point }).ToList();

        Assert.Equal(EquityCurve.Of(Days(100, 101, 102, 101, 102, 103)).Sharpe, EquityCurve.Of(points).Sharpe);
    }

    [Fact]
    public void Of_WhatNeverMoved_HasNoSharpe() => Assert.Null(EquityCurve.Of(Days(5, 5, 5, 5, 5, 5, 5)).Sharpe);

    private static List<EquityPoint> Days(params decimal[] equities) =>
        [.. equities.Select((equity, index) => new EquityPoint(Start.AddDays(index), new(equity)))];
}
