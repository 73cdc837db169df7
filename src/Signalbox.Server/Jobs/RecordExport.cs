using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Cli.Exporting;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Jobs;

/// <summary>Writes a filtered list into a file, oldest first.</summary>
internal sealed class RecordExport<TList, TRow, TDocument>(
    RecordFilter<TList> filter, Func<TRow, string> placeOf, Func<TRow, TDocument> document, JsonTypeInfo<TDocument> type)
    where TList : IRecordList
{
    private const int RowsAtOnce = 500;

    /// <summary>More than that is asked for by time.</summary>
    private const long RowsMax = 2_000_000;

    /// <summary>How many rows were written.</summary>
    public async Task<long> RunAsync(RecordReader reader, IRecordTables tables, Sight sight, bool asJson, JobRun run, CancellationToken cancel)
    {
        var (conditions, values) = Conditions();
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";

        // Whoever asks after a signal came expects it in the file: the tables are caught up once, before they are counted.
        var total = await reader.ReadAsync(sight, scope => scope.RowAsync<long>($"SELECT COUNT(*) FROM {TList.Table} {where}", values), cancel);
        run.Expect(Math.Min(total, RowsMax));
        var written = 0L;
        await using (var output = run.OpenResult($"{TList.Table}.{(asJson ? "json" : "csv")}", asJson ? "application/json" : "text/csv"))
        {
            await output.WriteAsync(asJson ? "[" : string.Join(',', Columns) + "\r\n");
            await foreach (var row in RowsAsync(tables, sight, conditions, values, cancel))
            {
                var each = JsonSerializer.SerializeToElement(document(row), type);
                await output.WriteAsync(asJson ? $"{(written == 0 ? "\n" : ",\n")}{each.GetRawText()}" : Line(each));
                run.Reach(++written);
                if (written == RowsMax)
                {
                    break;
                }
            }

            await output.WriteAsync(asJson ? "\n]\n" : "");
        }

        run.Say(written == RowsMax
            ? string.Create(CultureInfo.InvariantCulture, $"The oldest {written} rows were written, and there are more. Ask for the rest by time.")
            : string.Create(CultureInfo.InvariantCulture, $"{written} rows were written."));
        return written;
    }

    private IEnumerable<string> Columns => type.Properties.Select(property => property.Name);

    private async IAsyncEnumerable<TRow> RowsAsync(
        IRecordTables tables, Sight sight, List<string> conditions, DynamicParameters values, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var where = string.Join(" AND ", [.. conditions, $"{TList.Order} > @after"]);
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {TList.Table} WHERE {where} ORDER BY {TList.Order} LIMIT {RowsAtOnce}");
        var after = "";
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            values.Add("after", after);

            // A page is a picture of its own: a long export must not keep the tables from being tidied.
            var rows = await tables.ReadAsync(scope => scope.SeenBy(sight).RowsAsync<TRow>(sql, values), cancel);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < RowsAtOnce)
            {
                yield break;
            }

            after = placeOf(rows[^1]);
        }
    }

    private (List<string> Conditions, DynamicParameters Values) Conditions()
    {
        var values = new DynamicParameters();
        foreach (var (field, value) in filter.Values)
        {
            values.Add(field.Name, value);
        }

        return ([.. filter.Values.Select(each => each.Field.Condition)], values);
    }

    private string Line(JsonElement each) => string.Join(',', Columns.Select(column => each.TryGetProperty(column, out var value)
        ? CsvText.Cell(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())
        : "")) + "\r\n";
}
