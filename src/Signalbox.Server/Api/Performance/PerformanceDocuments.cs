using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Performance.Results;
using Signalbox.Text;

namespace Signalbox.Server.Api.Performance;

/// <summary>What closed orders brought, per currency, and how accounts stood.</summary>
public sealed record PerformanceDocument(
    IReadOnlyList<CurrencyResultsDocument> Currencies,
    IReadOnlyList<AccountCurveDocument> Accounts,
    SlippagesDocument Slippage,
    [property: Description("False: there are more fills than are read at once; narrow the time.")] bool Complete);

/// <summary>Results in one currency. Currencies are never added to each other.</summary>
public sealed record CurrencyResultsDocument(
    string Currency,
    ResultDocument Total,
    [property: Description("Fees of every fill in this time, entries included.")] Money Fees,
    IReadOnlyList<GroupResultDocument> ByStrategy,
    IReadOnlyList<GroupResultDocument> ByAccount,
    IReadOnlyList<GroupResultDocument> BySymbol,
    [property: Description("By hour of the day, UTC.")] IReadOnlyList<GroupResultDocument> ByHour,
    [property: Description("Paper apart from live.")] IReadOnlyList<GroupResultDocument> ByMode,
    [property: Description("The summed results over time, thinned to at most 500 points.")] IReadOnlyList<CurvePointDocument> Curve,
    [property: Description("How many results fell where: equal steps from the smallest to the largest.")] IReadOnlyList<BucketDocument> Distribution);

public sealed record GroupResultDocument(string Key, string Name, ResultDocument Result);

public sealed record CurvePointDocument(DateTimeOffset At, Money Value);

public sealed record BucketDocument(Money From, Money To, int Count);

/// <summary>What a number of results come to. A result is what one closing order brought, its fees taken off.</summary>
public sealed record ResultDocument(
    int Count,
    int Wins,
    int Losses,
    Money Profit,
    Money GrossProfit,
    [property: Description("Unsigned.")] Money GrossLoss,
    [property: Description("0 to 1; absent while nothing won or lost."), JsonConverter(typeof(PlainDecimalConverter))] decimal? WinRate,
    [property: Description("Gross profit to gross loss; absent while nothing was lost."), JsonConverter(typeof(PlainDecimalConverter))] decimal? ProfitFactor,
    [property: Description("What a result brings on average.")] Money? Expectancy,
    Money? AverageWin,
    [property: Description("Unsigned.")] Money? AverageLoss,
    Money Largest,
    Money Smallest,
    [property: Description("The deepest fall of the summed results; unsigned.")] Money Drawdown)
{
    public static ResultDocument Of(ResultSummary summary) => new(
        summary.Count, summary.Wins, summary.Losses, summary.Profit, summary.GrossProfit, summary.GrossLoss, Rounded(summary.WinRate), Rounded(summary.ProfitFactor),
        Rounded(summary.Expectancy), Rounded(summary.AverageWin), Rounded(summary.AverageLoss), summary.Largest, summary.Smallest, summary.Drawdown);

    private static decimal? Rounded(decimal? value) => value is { } known ? Math.Round(known, 4) : null;

    private static Money? Rounded(Money? value) => value is { } known ? new(Math.Round(known.Value, 8)) : null;
}

/// <summary>What an account was worth over time.</summary>
public sealed record AccountCurveDocument(
    string AccountId,
    string Name,
    string Mode,
    string Currency,
    Money First,
    Money Last,
    [property: Description("The deepest fall from the highest point; unsigned.")] Money Drawdown,
    [property: Description("The same as a share of that point, 0 to 1."), JsonConverter(typeof(PlainDecimalConverter))] decimal DrawdownShare,
    [property: Description("Of daily returns, for a year; absent for fewer than five."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Sharpe,
    [property: Description("Thinned to at most 500 points.")] IReadOnlyList<CurvePointDocument> Curve);

/// <summary>How entries were filled against the price their signals named; signals that named none are left out.</summary>
public sealed record SlippagesDocument(
    IReadOnlyList<SlippageDocument> ByStrategy,
    IReadOnlyList<SlippageDocument> ByAccount,
    IReadOnlyList<SlippageDocument> BySymbol,
    [property: Description("By hour of the day, UTC.")] IReadOnlyList<SlippageDocument> ByHour,
    [property: Description("Paper apart from live.")] IReadOnlyList<SlippageDocument> ByMode);

public sealed record SlippageDocument(
    string Key,
    string Name,
    int Entries,
    [property: Description("Hundredths of a percent; positive is worse than signalled."), JsonConverter(typeof(PlainDecimalConverter))] decimal AverageBasisPoints,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal WorstBasisPoints);
