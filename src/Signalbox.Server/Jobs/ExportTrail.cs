using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Jobs;

/// <summary>Notes in the audit trail who took a copy of what happened, or had it projected again.</summary>
internal sealed class ExportTrail(ITransactionalStore store, TimeProvider clock)
{
    public Task NoteAsync(Actor by, string table, ExportedDocument what, CancellationToken cancel) => NoteAsync(
        new RecordsExported
        {
            By = by,
            Subject = table,
            SubjectName = $"the list of {table}",
            After = JsonSerializer.SerializeToElement(what, ExportedJson.Default.ExportedDocument),
        },
        cancel);

    /// <summary>Whoever may run commands on the server's machine: the operating system knows who that is.</summary>
    public Task NoteCommandAsync(string table, ExportedDocument what, CancellationToken cancel) => NoteAsync(
        new RecordsExported
        {
            Why = "signalbox export, on the server's machine",
            Subject = table,
            SubjectName = $"the list of {table}",
            After = JsonSerializer.SerializeToElement(what, ExportedJson.Default.ExportedDocument),
        },
        cancel);

    /// <summary>Somebody fetches the file that another had written.</summary>
    public Task NoteFetchAsync(Actor by, Job job, CancellationToken cancel) =>
        NoteAsync(new RecordsExported { By = by, Why = "The file was made for another user.", Subject = job.Id, SubjectName = job.Request.Title }, cancel);

    public Task NoteRebuildAsync(Actor by, CancellationToken cancel) =>
        NoteAsync(new RecordsRebuilt { By = by, Subject = "records", SubjectName = "the tables of what happened" }, cancel);

    private async Task NoteAsync(AdministrationEvent happened, CancellationToken cancel) => await store.WriteAsync(
        StreamId.Administration, _ => Task.FromResult(Written.Commit(true, AdministrationCodec.Events.Write(happened, clock.GetUtcNow()))), cancel);
}

/// <summary>As the audit trail shows it.</summary>
/// <param name="Filter">What was asked for, by the names of the filters; empty: everything.</param>
internal sealed record ExportedDocument(IReadOnlyDictionary<string, string> Filter, string Format, long Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExportedDocument))]
internal sealed partial class ExportedJson : JsonSerializerContext;
