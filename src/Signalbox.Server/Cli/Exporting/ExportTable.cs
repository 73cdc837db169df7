using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Cli.Exporting;

/// <summary>A table that can be exported: as the API's documents, or as lines of text.</summary>
internal abstract class ExportTable
{
    private static readonly ExportTable[] All =
    [
        new ExportTable<SignalRow, SignalSummaryDocument>("signals", "id", "received_at", row => row.Id, SignalSummaryDocument.Of, ApiJson.Default.SignalSummaryDocument),
        new ExportTable<TradeRow, TradeSummaryDocument>("trades", "id", "received_at", row => row.Id, TradeSummaryDocument.Of, ApiJson.Default.TradeSummaryDocument),
        new ExportTable<OrderRow, PlacedOrderDocument>("orders", "place", "intended_at", row => row.Place, PlacedOrderDocument.Of, ApiJson.Default.PlacedOrderDocument),
        new ExportTable<FillRow, FillDocument>("fills", "place", "at", row => row.Place, FillDocument.Of, ApiJson.Default.FillDocument),
    ];

    public abstract string Name { get; }

    /// <summary>The fields of a document, in order.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    public static ExportTable Of(string name) => All.First(table => table.Name == name);

    /// <summary>How many rows it will be.</summary>
    public abstract Task<long> CountAsync(StoreScope scope, ExportOptions options);

    /// <summary>The next documents after a place, oldest first, and the last one's place; null at the end.</summary>
    public abstract Task<(IReadOnlyList<JsonElement> Documents, string? Last)> PageAsync(StoreScope scope, ExportOptions options, string after);
}

/// <param name="place">What rows stand in order by.</param>
internal sealed class ExportTable<TRow, TDocument>(
    string name, string place, string time, Func<TRow, string> placeOf, Func<TRow, TDocument> document, JsonTypeInfo<TDocument> type) : ExportTable
{
    private const int RowsAtOnce = 500;

    public override string Name => name;

    public override IReadOnlyList<string> Columns => [.. type.Properties.Select(property => property.Name)];

    public override Task<long> CountAsync(StoreScope scope, ExportOptions options) => scope.RowAsync<long>(
        $"SELECT count(*) FROM {name} WHERE {time} >= @Since AND {time} < @Until",
        new { Since = options.Since?.UtcTicks ?? 0, Until = options.Until?.UtcTicks ?? long.MaxValue });

    public override async Task<(IReadOnlyList<JsonElement> Documents, string? Last)> PageAsync(StoreScope scope, ExportOptions options, string after)
    {
        var sql = string.Create(CultureInfo.InvariantCulture,
            $"SELECT * FROM {name} WHERE {place} > @After AND {time} >= @Since AND {time} < @Until ORDER BY {place} LIMIT {RowsAtOnce}");
        var rows = await scope.RowsAsync<TRow>(sql, new
        {
            After = after,
            Since = options.Since?.UtcTicks ?? 0,
            Until = options.Until?.UtcTicks ?? long.MaxValue,
        });
        return ([.. rows.Select(row => JsonSerializer.SerializeToElement(document(row), type))], rows.Count == 0 ? null : placeOf(rows[^1]));
    }
}
