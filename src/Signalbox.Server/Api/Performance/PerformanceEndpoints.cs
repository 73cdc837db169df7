using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Performance.Results;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Performance;

/// <summary>How it went: results, curves, slippage.</summary>
internal static class PerformanceEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/performance", ShowAsync).Requires(Scope.Read).WithTags("Performance")
            .Describe("getPerformance", "Show what closed orders brought",
                "A result is what one closing order brought, its own fees taken off. Currencies stand apart. At most 50000 fills are read, newest first.")
            .Answers<PerformanceDocument>();

    private static async Task<IResult> ShowAsync(Sight sight, RecordFilter<PerformanceList> filter, RecordReader reader, CatalogueHolder catalogue, CancellationToken cancel)
    {
        var (fills, entries, equity) = await reader.ReadAsync(
            sight, async scope => (await PerformanceReader.FillsAsync(scope, filter), await PerformanceReader.EntriesAsync(scope, filter), await PerformanceReader.EquityAsync(scope, filter)), cancel);
        var names = new PerformanceNames(catalogue.Current);
        var read = fills.Take(PerformanceReader.FillsMax).ToList();
        return TypedResults.Json(
            new PerformanceDocument(
                [.. PerformanceReader.Results(read).Select(each => Currency(each, names))],
                [.. equity.GroupBy(row => (row.Account, row.Currency)).Select(rows => Curve(rows, names)).OrderBy(curve => curve.AccountId, StringComparer.Ordinal)],
                SlippageShape.Of([.. entries.Select(SlippageShape.Of).OfType<EntrySlippage>()], names),
                fills.Count <= PerformanceReader.FillsMax),
            ApiJson.Default.PerformanceDocument);
    }

    private static CurrencyResultsDocument Currency(CurrencyResults closed, PerformanceNames names)
    {
        var results = closed.Results;
        return new(
            closed.Currency,
            ResultDocument.Of(ResultSummary.Of(results)),
            closed.Fees,
            Groups(results, result => result.Strategy ?? "", names.Strategy),
            Groups(results, result => result.Account, names.Account),
            Groups(results, result => result.Symbol, static symbol => symbol),
            Groups(results, result => result.At.UtcDateTime.ToString("HH", System.Globalization.CultureInfo.InvariantCulture), static hour => $"{hour}:00"),
            Groups(results, result => names.Mode(result.Account), static mode => mode),
            CurveShape.Summed(results),
            CurveShape.Distribution(results));
    }

    private static IReadOnlyList<GroupResultDocument> Groups(IReadOnlyList<ClosedResult> results, Func<ClosedResult, string> keyOf, Func<string, string> nameOf) =>
    [
        .. results.GroupBy(keyOf).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new GroupResultDocument(group.Key, nameOf(group.Key), ResultDocument.Of(ResultSummary.Of(group)))),
    ];

    private static AccountCurveDocument Curve(IGrouping<(string Account, string Currency), EquityRow> rows, PerformanceNames names)
    {
        var points = rows.OrderBy(row => row.At).Select(row => new EquityPoint(RecordValues.Time(row.At), RecordValues.Money(row.Equity))).ToList();
        var curve = EquityCurve.Of(points);
        return new(
            rows.Key.Account, names.Account(rows.Key.Account), names.Mode(rows.Key.Account), rows.Key.Currency, points[0].Equity, points[^1].Equity,
            curve.Drawdown, Math.Round(curve.DrawdownShare, 6), curve.Sharpe,
            CurveShape.Thinned([.. points.Select(point => new CurvePointDocument(point.At, point.Equity))]));
    }
}

/// <summary>What ids are called now; what is gone keeps its id.</summary>
internal sealed class PerformanceNames(Catalogue catalogue)
{
    public string Strategy(string id) => id.Length == 0 ? "by hand or by the venue"
        : catalogue.Strategy(new(id))?.Name ?? id;

    public string Account(string id) => catalogue.Connections.GetValueOrDefault(new AccountId(id))?.Name ?? id;

    public string Mode(string id) => catalogue.Connections.GetValueOrDefault(new AccountId(id)) is { } connection ? Words.Of(connection.Mode) : "deleted";
}
