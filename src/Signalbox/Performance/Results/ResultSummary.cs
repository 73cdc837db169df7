using Signalbox.Markets;

namespace Signalbox.Performance.Results;

/// <summary>What a number of results come to. What cannot be told of so few is null.</summary>
public sealed record ResultSummary
{
    public static readonly ResultSummary None = new();

    public int Count { get; init; }

    public int Wins { get; init; }

    public int Losses { get; init; }

    public Money Profit { get; init; }

    public Money GrossProfit { get; init; }

    /// <summary>Unsigned.</summary>
    public Money GrossLoss { get; init; }

    public Money Largest { get; init; }

    public Money Smallest { get; init; }

    /// <summary>The deepest fall of the summed results from their highest point so far; unsigned.</summary>
    public Money Drawdown { get; init; }

    /// <summary>Wins of all results that won or lost, 0 to 1.</summary>
    public decimal? WinRate => Wins + Losses == 0 ? null : (decimal)Wins / (Wins + Losses);

    /// <summary>Gross profit to gross loss; null while nothing was lost.</summary>
    public decimal? ProfitFactor => GrossLoss == Money.Zero ? null : GrossProfit.Value / GrossLoss.Value;

    /// <summary>What a result brings on average.</summary>
    public Money? Expectancy => Count == 0 ? null : new(Profit.Value / Count);

    public Money? AverageWin => Wins == 0 ? null : new(GrossProfit.Value / Wins);

    public Money? AverageLoss => Losses == 0 ? null : new(GrossLoss.Value / Losses);

    /// <param name="results">Oldest first: the drawdown depends on the order.</param>
    public static ResultSummary Of(IEnumerable<ClosedResult> results)
    {
        var summary = None;
        var highest = Money.Zero;
        foreach (var result in results)
        {
            summary = summary.With(result.Profit);
            highest = summary.Profit > highest ? summary.Profit : highest;
            var fall = highest - summary.Profit;
            summary = fall > summary.Drawdown ? summary with { Drawdown = fall } : summary;
        }

        return summary;
    }

    private ResultSummary With(Money profit) => this with
    {
        Count = Count + 1,
        Wins = Wins + (profit > Money.Zero ? 1 : 0),
        Losses = Losses + (profit < Money.Zero ? 1 : 0),
        Profit = Profit + profit,
        GrossProfit = profit > Money.Zero ? GrossProfit + profit : GrossProfit,
        GrossLoss = profit < Money.Zero ? GrossLoss - profit : GrossLoss,
        Largest = Count == 0 || profit > Largest ? profit : Largest,
        Smallest = Count == 0 || profit < Smallest ? profit : Smallest,
    };
}
