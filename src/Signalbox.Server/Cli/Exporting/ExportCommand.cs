using System.Text.Json;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Node;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Cli.Exporting;

/// <summary>Writes what happened as CSV or JSON; also beside a running server.</summary>
internal static class ExportCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var export = options.Export!;
        var (journal, records) = await OpenedStore.OpenRecordsAsync(options.Store, options.DataFolder, cancel);
        await using (journal)
        await using (records)
        {
            await new Projector(journal, records, new(TimeProvider.System), TimeProvider.System, new(), [], _ => { }).CatchUpAsync(null, cancel);
            if (export.File is null)
            {
                await WriteAsync(export, records, output, cancel);
                return ExitCodes.Done;
            }

            await using var file = new StreamWriter(export.File);
            var written = await WriteAsync(export, records, file, cancel);
            await errors.WriteLineAsync($"{written} {export.Table} written to {export.File}.");
            return ExitCodes.Done;
        }
    }

    private static async Task<long> WriteAsync(ExportOptions options, IRecordTables records, TextWriter output, CancellationToken cancel)
    {
        var table = ExportTable.Of(options.Table);
        await output.WriteAsync(options.AsJson ? "[" : string.Join(',', table.Columns) + "\r\n");
        var written = 0L;
        string? place = "";
        while (place is not null)
        {
            var (documents, last) = await records.ReadAsync(scope => table.PageAsync(scope, options, place), cancel);
            foreach (var document in documents)
            {
                await output.WriteAsync(options.AsJson ? $"{(written == 0 ? "\n" : ",\n")}{document.GetRawText()}" : Line(table, document));
                written++;
            }

            place = last;
        }

        await output.WriteAsync(options.AsJson ? "\n]\n" : "");
        await output.FlushAsync(cancel);
        return written;
    }

    private static string Line(ExportTable table, JsonElement document) =>
        string.Join(',', table.Columns.Select(column => document.TryGetProperty(column, out var value) ? CsvText.Cell(Text(value)) : "")) + "\r\n";

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
