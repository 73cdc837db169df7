using Signalbox.Markets;

namespace Signalbox.Performance.Results;

/// <summary>What an account was worth at one time.</summary>
public readonly record struct EquityPoint(DateTimeOffset At, Money Equity);

/// <summary>What an equity curve says about risk.</summary>
public sealed record EquityCurve
{
    // Crypto trades every day; a curve of stocks stands still at week-ends, which its deviation takes into account.
    private const double DaysOfAYear = 365;
    private const int DaysMin = 5;

    /// <summary>The deepest fall from the highest point so far; unsigned.</summary>
    public required Money Drawdown { get; init; }

    /// <summary>The same as a share of that highest point, 0 to 1.</summary>
    public required decimal DrawdownShare { get; init; }

    /// <summary>Mean of the daily returns by their deviation, for a year; null for fewer than five days or where nothing moved.</summary>
    public required decimal? Sharpe { get; init; }

    /// <param name="points">Oldest first.</param>
    public static EquityCurve Of(IReadOnlyList<EquityPoint> points)
    {
        var (highest, drawdown, share) = (Money.Zero, Money.Zero, 0m);
        foreach (var (_, equity) in points)
        {
            highest = equity > highest ? equity : highest;
            var fall = highest - equity;
            drawdown = fall > drawdown ? fall : drawdown;
            share = highest > Money.Zero && fall.Value / highest.Value > share ? fall.Value / highest.Value : share;
        }

        return new() { Drawdown = drawdown, DrawdownShare = share, Sharpe = SharpeOf(DailyReturns(points)) };
    }

    /// <summary>From each day's last point to the next day's. A day without a point is no return; after losing all there is none either.</summary>
    private static List<double> DailyReturns(IReadOnlyList<EquityPoint> points)
    {
        var closes = points.GroupBy(point => point.At.UtcDateTime.Date).Select(day => day.Last().Equity.Value).ToList();
        return [.. closes.Zip(closes.Skip(1)).Where(pair => pair.First > 0).Select(pair => (double)((pair.Second / pair.First) - 1))];
    }

    private static decimal? SharpeOf(List<double> returns)
    {
        if (returns.Count < DaysMin)
        {
            return null;
        }

        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(each => (each - mean) * (each - mean)) / (returns.Count - 1));
        return deviation < 1e-12 ? null : Math.Round((decimal)(mean / deviation * Math.Sqrt(DaysOfAYear)), 4);
    }
}
