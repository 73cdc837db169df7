using Signalbox.Accounts.Hosting;
using Signalbox.Markets;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Alerts;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Records;

/// <summary>What happened, to look through: signals, trades, orders, fills, positions, equity, incidents.</summary>
internal static class RecordEndpoints
{
    private const int OpenCountMax = 1_000;
    private const string NewestFirst = "Newest first; `after` continues with older ones.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/signals", ListSignalsAsync).Requires(Scope.Read).WithTags("Signals")
            .Describe("listSignals", "List the signals that came in", NewestFirst).Answers<Page<SignalSummaryDocument>>();
        api.MapGet("/signals/{id}", FindSignalAsync).Requires(Scope.Read).WithTags("Signals")
            .Describe("getSignal", "Tell what became of a signal",
                "The body, how it was read, what held at each subscription and why, what every rule said, the orders, their fills, and when each step happened.")
            .Answers<SignalDocument>().Fails(404);
        api.MapGet("/trades", ListTradesAsync).Requires(Scope.Read).WithTags("Trades")
            .Describe("listTrades", "List what signals did at accounts", NewestFirst).Answers<Page<TradeSummaryDocument>>();
        api.MapGet("/trades/{signalId}/{subscriptionId}", FindTradeAsync).Requires(Scope.Read).WithTags("Trades")
            .Describe("getTrade", "Show a trade with everything that was decided about it").Answers<TradeDocument>().Fails(404);
        api.MapGet("/orders", ListOrdersAsync).Requires(Scope.Read).WithTags("Orders")
            .Describe("listOrders", "List orders", NewestFirst).Answers<Page<PlacedOrderDocument>>();
        api.MapGet("/fills", ListFillsAsync).Requires(Scope.Read).WithTags("Orders")
            .Describe("listFills", "List fills", NewestFirst).Answers<Page<FillDocument>>();
        api.MapGet("/positions", ListPositionsAsync).Requires(Scope.Read).WithTags("Positions")
            .Describe("listPositions", "List positions", "By account and symbol, backwards. What was held and is flat now stays in the list; `open=true` leaves it out.")
            .Answers<Page<PositionDocument>>();
        api.MapGet("/equity", ListEquityAsync).Requires(Scope.Read).WithTags("Accounts")
            .Describe("listEquity", "List what accounts were worth", NewestFirst).Answers<Page<EquityDocument>>();
        api.MapGet("/incidents", ListIncidentsAsync).Requires(Scope.Read).WithTags("Accounts")
            .Describe("listIncidents", "List alarms and anomalies", NewestFirst).Answers<Page<IncidentDocument>>();
        api.MapGet("/incidents/count", CountIncidentsAsync).Requires(Scope.Read).WithTags("Accounts")
            .Describe("countOpenIncidents", "Count what calls a person and nobody has seen", $"Counts to {OpenCountMax} and no further; `isExact` says whether that is all.")
            .Answers<OpenIncidentCountDocument>();
    }

    private static async Task<IResult> ListSignalsAsync(PageRequest page, Sight sight, RecordFilter<SignalList> filter, RecordReader reader, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(await reader.PageAsync<SignalList, SignalRow>(sight, filter, page, cancel), page.Limit, SignalSummaryDocument.Of, row => row.Id),
            ApiJson.Default.PageSignalSummaryDocument);

    private static async Task<IResult> FindSignalAsync(string id, Sight sight, RecordReader reader, RecentMoments moments, CancellationToken cancel) =>
        await reader.ReadAsync(sight, scope => SignalStory.FindAsync(scope, id), cancel) is { } story
            ? TypedResults.Json(story.Tell(moments, sight), ApiJson.Default.SignalDocument)
            : ApiErrors.NotFound("signal", id);

    private static async Task<IResult> ListTradesAsync(PageRequest page, Sight sight, RecordFilter<TradeList> filter, RecordReader reader, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(await reader.PageAsync<TradeList, TradeRow>(sight, filter, page, cancel), page.Limit, TradeSummaryDocument.Of, row => row.Id),
            ApiJson.Default.PageTradeSummaryDocument);

    private static async Task<IResult> FindTradeAsync(string signalId, string subscriptionId, Sight sight, RecordReader reader, CancellationToken cancel)
    {
        var id = $"{signalId}/{subscriptionId}";
        return await reader.ReadAsync(sight, scope => scope.RowAsync<TradeRow>("SELECT * FROM trades WHERE id = @Id", new { Id = id }), cancel) is { } row
            ? TypedResults.Json(TradeDocument.Of(row), ApiJson.Default.TradeDocument)
            : ApiErrors.NotFound("trade", id);
    }

    private static async Task<IResult> ListOrdersAsync(PageRequest page, Sight sight, RecordFilter<OrderList> filter, RecordReader reader, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(await reader.PageAsync<OrderList, OrderRow>(sight, filter, page, cancel), page.Limit, PlacedOrderDocument.Of, row => row.Place),
            ApiJson.Default.PagePlacedOrderDocument);

    private static async Task<IResult> ListFillsAsync(PageRequest page, Sight sight, RecordFilter<FillList> filter, RecordReader reader, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(await reader.PageAsync<FillList, FillRow>(sight, filter, page, cancel), page.Limit, FillDocument.Of, row => row.Place),
            ApiJson.Default.PageFillDocument);

    private static async Task<IResult> ListIncidentsAsync(
        PageRequest page, OpenIncidentsOnly only, Sight sight, RecordFilter<IncidentList> filter, RecordReader reader, AcknowledgementStore acknowledgements,
        JudgedIncidents judged, OpenIncidents open, CancellationToken cancel)
    {
        if (only.IsAsked)
        {
            var found = await open.FindAsync(sight, filter, page.After, page.Limit, cancel);
            return TypedResults.Json(new Page<IncidentDocument>([.. found.Items.Select(each => IncidentDocument.Of(each.Row, null, each.Verdict))], found.Next), ApiJson.Default.PageIncidentDocument);
        }

        var rows = await reader.PageAsync<IncidentList, IncidentRow>(sight, filter, page, cancel);
        var seen = await acknowledgements.OfAsync([.. rows.Select(row => row.Place)], cancel);
        var verdicts = await judged.OfAsync(rows, sight, cancel);
        return TypedResults.Json(
            Page.Of(rows, page.Limit, row => IncidentDocument.Of(row, seen.GetValueOrDefault(row.Place), verdicts[row.Place]), row => row.Place),
            ApiJson.Default.PageIncidentDocument);
    }

    private static async Task<IResult> CountIncidentsAsync(Sight sight, RecordFilter<IncidentList> filter, OpenIncidents open, CancellationToken cancel)
    {
        var found = await open.FindAsync(sight, filter, "", OpenCountMax, cancel);
        return TypedResults.Json(new OpenIncidentCountDocument(found.Items.Count, found.Next is null), ApiJson.Default.OpenIncidentCountDocument);
    }

    private static async Task<IResult> ListPositionsAsync(
        PageRequest page, Sight sight, RecordFilter<PositionList> filter, RecordReader reader, AccountDirectory accounts, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(
                await reader.PageAsync<PositionList, PositionRow>(sight, filter, page, cancel),
                page.Limit,
                row => PositionDocument.Of(row, MarketOf(accounts, row)),
                row => $"{row.Account} {row.Instrument}"),
            ApiJson.Default.PagePositionDocument);

    private static MarketView? MarketOf(AccountDirectory accounts, PositionRow row) => accounts.Find(new(row.Account))?.Market.Latest(new(row.Instrument));

    private static async Task<IResult> ListEquityAsync(PageRequest page, Sight sight, RecordFilter<EquityList> filter, RecordReader reader, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(await reader.PageAsync<EquityList, EquityRow>(sight, filter, page, cancel), page.Limit, EquityDocument.Of, row => row.Place),
            ApiJson.Default.PageEquityDocument);
}
