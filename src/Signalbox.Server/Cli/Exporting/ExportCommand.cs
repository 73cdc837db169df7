using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Jobs;
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
            await NoteAsync(options, await records.ReadAsync(scope => ExportTable.Of(export.Table).CountAsync(scope, export), cancel), errors, cancel);
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

    /// <summary>Goes before the first row. A server that runs on SQLite is the only one that writes its journal: then it is said instead.</summary>
    private static async Task NoteAsync(CommandLineOptions options, long rows, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            await using var store = await OpenedStore.OpenAsync(options.Store, options.DataFolder, TimeProvider.System, NullLoggerFactory.Instance, cancel);
            await new ExportTrail(store.Tables, TimeProvider.System).NoteCommandAsync(options.Export!.Table, Document(options.Export, rows), cancel);
        }
        catch (JournalException closed)
        {
            await errors.WriteLineAsync(
                $"This export leaves no entry in the audit trail: only the server writes a journal on SQLite while it runs. {closed.Message} An export at the API or in the control centre leaves one.");
        }
    }

    private static ExportedDocument Document(ExportOptions export, long rows)
    {
        var filter = new Dictionary<string, string>();
        if (export.Since is { } since)
        {
            filter["since"] = since.ToString("O", CultureInfo.InvariantCulture);
        }

        if (export.Until is { } until)
        {
            filter["until"] = until.ToString("O", CultureInfo.InvariantCulture);
        }

        return new(filter, export.AsJson ? "json" : "csv", rows);
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
