using Dapper;
using Signalbox.Accounts.Hosting;
using Signalbox.Markets;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.Performance;

/// <summary>From when a day is counted.</summary>
internal sealed class DayList : IRecordList
{
    public static string Table => "fills";

    public static string Order => "place";

    public static IReadOnlyList<FilterField> Fields { get; } = [new("since", FilterKind.Time, "When the day began. Absent: the last midnight, UTC.", "at >= @since")];
}

/// <summary>What a day brought so far: the figure at the head of every page.</summary>
internal static class DayEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/performance/day", ShowAsync).Requires(Scope.Read).WithTags("Performance")
            .Describe("getDay", "Show what a day brought so far",
                "Realised since its beginning, fees taken off, and what the open profit changed by; per account and currency. At most 50000 fills are read, newest first.")
            .Answers<DayDocument>();

    private static async Task<IResult> ShowAsync(Sight sight, RecordFilter<DayList> filter, RecordReader reader, AccountDirectory accounts, TimeProvider clock, CancellationToken cancel)
    {
        var since = filter.Values is [(_, long ticks)] ? RecordValues.Time(ticks) : new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var funds = accounts.All.Where(host => sight.Sees(host.Account)).SelectMany(host => host.Funds, (host, each) => (Account: host.Account.Value, each.View.Currency, Open: each.View.Equity - each.Balance)).ToList();
        var (fills, before) = await reader.ReadAsync(sight, async scope =>
        {
            var read = await FillsAsync(scope, since);
            var opens = new Dictionary<(string, string), Money>();
            foreach (var (account, currency, _) in funds)
            {
                opens[(account, currency)] = await OpenAtAsync(scope, account, currency, since);
            }

            return (read, opens);
        }, cancel);
        var realised = fills.Take(PerformanceReader.FillsMax).ToLookup(fill => (fill.Account, fill.Currency), PerformanceReader.NetOf);
        return TypedResults.Json(
            new DayDocument(
                since,
                [
                    .. funds.OrderBy(each => each.Account, StringComparer.Ordinal).ThenBy(each => each.Currency, StringComparer.Ordinal).Select(each => DayResultDocument.Of(
                        each.Account, each.Currency, new(realised[(each.Account, each.Currency)].Sum()), before[(each.Account, each.Currency)], each.Open)),
                ],
                fills.Count <= PerformanceReader.FillsMax),
            ApiJson.Default.DayDocument);
    }

    private static Task<IReadOnlyList<FillRow>> FillsAsync(StoreScope scope, DateTimeOffset since) => scope.RowsAsync<FillRow>(
        "SELECT * FROM fills WHERE place >= @From ORDER BY place DESC LIMIT @Limit", new { From = RecordText.PlaceFrom(since), Limit = (long)PerformanceReader.FillsMax + 1 });

    /// <summary>As it was last looked at before; an account that was not there yet had its first look later.</summary>
    private static async Task<Money> OpenAtAsync(StoreScope scope, string account, string currency, DateTimeOffset at)
    {
        var values = new DynamicParameters(new { Account = account, Currency = currency, At = at.UtcTicks });
        const string own = "SELECT * FROM equity WHERE account = @Account AND currency = @Currency AND";
        var row = await scope.RowAsync<EquityRow>($"{own} at < @At ORDER BY at DESC LIMIT 1", values) ?? await scope.RowAsync<EquityRow>($"{own} at >= @At ORDER BY at LIMIT 1", values);
        return row is null ? Money.Zero : RecordValues.Money(row.Equity) - RecordValues.Money(row.Balance);
    }
}
