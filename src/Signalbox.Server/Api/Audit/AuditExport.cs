using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Journal;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Cli.Exporting;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.Audit;

/// <summary>Writes the audit trail out, an entry a line, while it is read.</summary>
internal static class AuditExport
{
    private const string CsvHeading = "number,at,event,by,byKind,token,address,agent,request,why,subject,subjectName,configurationVersion,before,after\n";

    public static async Task<IResult> WriteAsync(
        HttpContext http, AuditInput input, Caller caller, AuditTrail trail, ITransactionalStore store, TimeProvider clock, CancellationToken cancel)
    {
        var format = http.Request.Query["format"].ToString();
        if (format is not ("" or "json" or "csv"))
        {
            return ApiErrors.Invalid([new("format", "Choose json or csv.")]);
        }

        var asCsv = format == "csv";

        // Noted before the first byte leaves, so that no copy goes unseen.
        var taken = AdministrationCodec.Events.Write(
            new AuditExported
            {
                By = caller.Actor,
                Subject = "audit",
                SubjectName = "the audit trail",
                After = JsonSerializer.SerializeToElement(new(http.Request.QueryString.ToString()), AuditJson.Default.ExportDocument),
            },
            clock.GetUtcNow());
        await store.WriteAsync(StreamId.Administration, _ => Task.FromResult(Written.Commit(true, taken)), cancel);
        http.Response.ContentType = asCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"signalbox-audit.{(asCsv ? "csv" : "json")}\"";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(false), 16 * 1024, leaveOpen: true);
        await (asCsv ? WriteCsvAsync(writer, input, trail, cancel) : WriteJsonAsync(writer, input, trail, cancel));
        return Results.Empty;
    }

    /// <summary>One array; each entry stands on a line of its own.</summary>
    private static async Task WriteJsonAsync(StreamWriter writer, AuditInput input, AuditTrail trail, CancellationToken cancel)
    {
        var separator = "[\n";
        await foreach (var entry in trail.ReadAsync(input.Query, cancel))
        {
            await writer.WriteAsync(separator.AsMemory(), cancel);
            await writer.WriteAsync(JsonSerializer.Serialize(AuditDocument.Of(entry), ApiJson.Default.AuditDocument).AsMemory(), cancel);
            separator = ",\n";
        }

        await writer.WriteAsync((separator == "[\n" ? "[]\n" : "\n]\n").AsMemory(), cancel);
    }

    private static async Task WriteCsvAsync(StreamWriter writer, AuditInput input, AuditTrail trail, CancellationToken cancel)
    {
        await writer.WriteAsync(CsvHeading.AsMemory(), cancel);
        await foreach (var entry in trail.ReadAsync(input.Query, cancel))
        {
            await writer.WriteAsync((string.Join(',', Cells(AuditDocument.Of(entry)).Select(CsvText.Cell)) + "\n").AsMemory(), cancel);
        }
    }

    private static IEnumerable<string?> Cells(AuditDocument entry) =>
    [
        entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.ToString("O", CultureInfo.InvariantCulture), entry.Event,
        entry.By.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.By.Kind.ToString()), entry.By.Token,
        entry.From?.Address, entry.From?.Agent, entry.From?.Request, entry.Why, entry.Subject, entry.SubjectName,
        entry.ConfigurationVersion?.ToString(CultureInfo.InvariantCulture), entry.Before?.GetRawText(), entry.After?.GetRawText(),
    ];
}

/// <summary>As the audit trail shows it.</summary>
internal sealed record ExportDocument(string Asked);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExportDocument))]
internal sealed partial class AuditJson : JsonSerializerContext;
