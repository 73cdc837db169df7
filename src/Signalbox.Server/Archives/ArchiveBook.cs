using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Storage;
using Signalbox.Text;

namespace Signalbox.Server.Archives;

/// <summary>A row of the table <c>archives</c>.</summary>
internal sealed record ArchiveRow
{
    public required string File { get; init; }

    public required string Kind { get; init; }

    /// <summary>As 2026-01.</summary>
    public required string Month { get; init; }

    public required string Sha256 { get; init; }

    public long Bytes { get; init; }

    public long Events { get; init; }

    /// <summary>Where its streams end, as JSON.</summary>
    public required string Heads { get; init; }

    public long WrittenAt { get; init; }

    /// <summary>When its retention was over and it was deleted; null: it is there.</summary>
    public long? RemovedAt { get; init; }

    public IReadOnlyList<ArchiveHead> StreamHeads => ConfigurationJson.Read(Heads, ArchiveJson.Default.IReadOnlyListArchiveHead);
}

/// <summary>An archive as the audit trail names it: verifying starts from here.</summary>
internal sealed record ArchiveNote(string File, string Sha256, long Bytes, long Events);

/// <summary>Which archives were written and removed; each change is an entry of the trail.</summary>
internal sealed class ArchiveBook(ITransactionalStore store, TimeProvider clock)
{
    private const int ListedMax = 2_000;
    private const string Columns = "file, kind, month, sha256, bytes, events, heads, written_at, removed_at";

    public Task<IReadOnlyList<ArchiveRow>> ListAsync(CancellationToken cancel) => store.ReadAsync(
        scope => scope.RowsAsync<ArchiveRow>($"SELECT {Columns} FROM archives ORDER BY month DESC, kind LIMIT @Limit", new { Limit = (long)ListedMax }), cancel);

    public Task<ArchiveRow?> FindAsync(string file, CancellationToken cancel) => store.ReadAsync(
        scope => scope.RowAsync<ArchiveRow>($"SELECT {Columns} FROM archives WHERE file = @File", new { File = file }), cancel);

    public Task<ArchiveRow?> NewestAsync(ArchiveKind kind, CancellationToken cancel) => store.ReadAsync(
        scope => scope.RowAsync<ArchiveRow>($"SELECT {Columns} FROM archives WHERE kind = @Kind ORDER BY month DESC LIMIT 1", new { Kind = Words.Of(kind) }), cancel);

    /// <summary>False: another node had written this one.</summary>
    public Task<bool> AddAsync(ArchiveRow row, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope =>
    {
        var added = await scope.ExecuteAsync(
            $"INSERT INTO archives ({Columns}) VALUES (@File, @Kind, @Month, @Sha256, @Bytes, @Events, @Heads, @WrittenAt, NULL) ON CONFLICT (file) DO NOTHING", row);
        return added == 0 ? Written.Abandon(false) : Written.Commit(true, Draft(new ArchiveWritten { Subject = row.File, SubjectName = row.File, After = NoteOf(row) }));
    }, cancel);

    /// <summary>False: another node had noted it.</summary>
    public Task<bool> RemoveAsync(ArchiveRow row, string why, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope =>
    {
        var removed = await scope.ExecuteAsync(
            "UPDATE archives SET removed_at = @At WHERE file = @File AND removed_at IS NULL", new { At = clock.GetUtcNow().ToUnixTimeMilliseconds(), row.File });
        return removed == 0 ? Written.Abandon(false) : Written.Commit(true, Draft(new ArchiveRemoved { Subject = row.File, SubjectName = row.File, Why = why, Before = NoteOf(row) }));
    }, cancel);

    public Task NoteTakenAsync(ArchiveRow row, Actor by, CancellationToken cancel) => store.WriteAsync(
        StreamId.Administration,
        _ => Task.FromResult(Written.Commit(true, Draft(new ArchiveTaken { By = by, Subject = row.File, SubjectName = row.File }))), cancel);

    private static JsonElement NoteOf(ArchiveRow row) =>
        JsonSerializer.SerializeToElement(new(row.File, row.Sha256, row.Bytes, row.Events), ArchiveJson.Default.ArchiveNote);

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}
