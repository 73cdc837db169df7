using Signalbox.Markets;
using Signalbox.Performance.Results;
using Xunit;

namespace Signalbox.Tests.Performance.Results;

public sealed class ResultSummaryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_WinsAndLosses_TellsRateFactorExpectancyAndDrawdown()
    {
        var summary = ResultSummary.Of(Results(100, -50, -30, 0, 60));

        Assert.Equal((5, 2, 2), (summary.Count, summary.Wins, summary.Losses));
        Assert.Equal(new Money(80), summary.Profit);
        Assert.Equal(0.5m, summary.WinRate);
        Assert.Equal(2m, summary.ProfitFactor);
        Assert.Equal(new Money(16), summary.Expectancy);
        Assert.Equal((new Money(80), new Money(40)), (summary.AverageWin!.Value, summary.AverageLoss!.Value));
        Assert.Equal((new Money(100), new Money(-50)), (summary.Largest, summary.Smallest));
        Assert.Equal(new Money(80), summary.Drawdown);
    }

    [Fact]
    public void Of_OnlyLosses_LargestIsTheSmallestLossAndDrawdownCountsFromTheStart()
    {
        var summary = ResultSummary.Of(Results(-10, -20));

        Assert.Equal(new Money(-10), summary.Largest);
        Assert.Equal(new Money(30), summary.Drawdown);
        Assert.Equal(0m, summary.ProfitFactor);
    }

    [Fact]
    public void Of_Nothing_ClaimsNothing()
    {
        var summary = ResultSummary.Of([]);

        Assert.Null(summary.WinRate);
        Assert.Null(summary.ProfitFactor);
        Assert.Null(summary.Expectancy);
    }

    [Theory]
    [InlineData("buy", 100, 101, 100)]
    [InlineData("sell", 100, 101, -100)]
    [InlineData("buy", 100, 99, -100)]
    public void Slippage_IsPositiveWhereWorse(string side, decimal signalled, decimal paid, decimal basisPoints)
    {
        var slippage = new EntrySlippage("s", "a", "BTCUSDT", side == "buy" ? Side.Buy : Side.Sell, new(signalled), new(paid));

        Assert.Equal(basisPoints, slippage.BasisPoints);
    }

    private static IEnumerable<ClosedResult> Results(params decimal[] profits) => profits.Select((profit, index) => new ClosedResult
    {
        At = Start.AddHours(index), Account = "a", Symbol = "BTCUSDT", Strategy = "s", Profit = new(profit),
    });
}
