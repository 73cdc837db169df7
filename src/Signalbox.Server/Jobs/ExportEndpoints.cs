using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Jobs;

/// <summary>Lists as files, with the filters of the list.</summary>
internal static class ExportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        Map<SignalList, SignalRow, SignalSummaryDocument>(api, "exportSignals", row => row.Id, SignalSummaryDocument.Of, ApiJson.Default.SignalSummaryDocument);
        Map<TradeList, TradeRow, TradeSummaryDocument>(api, "exportTrades", row => row.Id, TradeSummaryDocument.Of, ApiJson.Default.TradeSummaryDocument);
        Map<OrderList, OrderRow, PlacedOrderDocument>(api, "exportOrders", row => row.Place, PlacedOrderDocument.Of, ApiJson.Default.PlacedOrderDocument);
        Map<FillList, FillRow, FillDocument>(api, "exportFills", row => row.Place, FillDocument.Of, ApiJson.Default.FillDocument);
    }

    private static void Map<TList, TRow, TDocument>(
        RouteGroupBuilder api, string operation, Func<TRow, string> placeOf, Func<TRow, TDocument> document, JsonTypeInfo<TDocument> type)
        where TList : IRecordList =>
#pragma warning disable RDG011 // Generic handlers are bound when the server starts; these four are one.
        api.MapPost($"/{TList.Table}/export", (RecordFilter<TList> filter, ExportFormat format, JobList jobs, RecordReader reader, IRecordTables tables, ExportTrail trail, Caller caller, Sight sight) =>
                JobEndpoints.Started(jobs.Start(
                    new("export", Title(TList.Table, filter), caller.Actor),
                    async (run, cancel) =>
                    {
                        var rows = await new RecordExport<TList, TRow, TDocument>(filter, placeOf, document, type).RunAsync(reader, tables, sight, format.AsJson, run, cancel);

                        // Before the job is done: until then nobody gets the file, so no copy goes unseen.
                        await trail.NoteAsync(caller.Actor, TList.Table, new(filter.Asked, format.AsJson ? "json" : "csv", rows), cancel);
                    })))
            .Requires(Scope.Read).WithTags("Jobs")
            .Describe(operation, $"Write {TList.Table} into a file", "Takes the filters of the list. The answer is the job; its file is fetched when it is done, at /api/v1/jobs/{id}/result. The audit trail notes who took it, by which filter, and how many rows.")
            .Answers<JobDocument>(StatusCodes.Status202Accepted).Fails(422, 429);
#pragma warning restore RDG011

    private static string Title<TList>(string table, RecordFilter<TList> filter)
        where TList : IRecordList => filter.Values.Count == 0
        ? $"All {table}"
        : $"{char.ToUpperInvariant(table[0])}{table[1..]} by {string.Join(", ", filter.Values.Select(each => each.Field.Name))}";
}

/// <summary>How a list is written: <c>?format=csv</c> or <c>json</c>.</summary>
internal sealed record ExportFormat(bool AsJson) : IInput, IEndpointParameterMetadataProvider
{
    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<ExportFormat> BindAsync(HttpContext http)
    {
        var asked = http.Request.Query["format"].ToString();
        return ValueTask.FromResult(new ExportFormat(asked == "json")
        {
            Unreadable = asked is "" or "csv" or "json" ? null : QueryErrors.Of("format", "Expected csv or json."),
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter("format", "csv (the default) or json.", QueryKind.Text));
}
