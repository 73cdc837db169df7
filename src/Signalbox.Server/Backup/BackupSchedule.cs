using System.Globalization;
using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security;
using Signalbox.Server.Storage;
using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Backup;

/// <param name="Folder">Null: no backups are written by themselves.</param>
/// <param name="Keep">Older ones are deleted once a new one is whole.</param>
/// <param name="PassphraseFile">Null: the passphrase is in the environment.</param>
internal sealed record BackupScheduleOptions(string? Folder, int Keep, string? PassphraseFile, BackupPlace Place);

/// <summary>Writes a backup a day, and keeps the newest ones.</summary>
internal sealed class BackupSchedule(
    BackupScheduleOptions options, ITransactionalStore store, UpkeepBoard upkeep, TimeProvider clock, ILogger<BackupSchedule> log) : BackgroundService
{
    private const string Ending = ".backup";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);

    private DateTimeOffset triedAt = DateTimeOffset.MinValue;

    public string? Folder => options.Folder;

    public int Keep => options.Keep;

    /// <summary>Why the last try failed; null where it did not.</summary>
    public string? Failure => upkeep.Of(UpkeepKind.Backup).Failure;

    /// <summary>When the next one is due; null: none is.</summary>
    public DateTimeOffset? NextAt => options.Folder is null ? null : Failure is null ? (Newest?.At ?? clock.GetUtcNow() - Every) + Every : triedAt + AgainAfter;

    public (string File, DateTimeOffset At, long Bytes)? Newest => Written().Select(file => ((string, DateTimeOffset, long)?)(file.Name, file.LastWriteTimeUtc, file.Length)).FirstOrDefault();

    /// <summary>Writes one when the newest is a day old; a try that failed is repeated an hour later.</summary>
    public async Task<bool> WriteWhenDueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (options.Folder is not { } folder || now - (Newest?.At ?? DateTimeOffset.MinValue) < Every || (Failure is not null && now - triedAt < AgainAfter))
        {
            return false;
        }

        triedAt = now;
        try
        {
            OwnerOnlyFile.CreateFolder(folder);
            DeleteUnfinished(folder, now);
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"signalbox-{now:yyyyMMdd-HHmmss}{Ending}"));
            var bytes = await BackupFile.WriteAsync(
                path, options.Place, Passphrase.Read(options.PassphraseFile, Environment.GetEnvironmentVariable), Cli.CommandLine.Version, now, replace: false, cancel);
            File.SetLastWriteTimeUtc(path, now.UtcDateTime);
            upkeep.Succeeded(UpkeepKind.Backup);
            foreach (var old in Written().Skip(options.Keep))
            {
                old.Delete();
            }

            await NoteAsync(new BackupWritten { Subject = Path.GetFileName(path), SubjectName = path, After = BackupNote.Of(bytes, null) }, cancel);
            return true;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            var why = await upkeep.FailedAsync(UpkeepKind.Backup, failure, cancel);
            BackupLog.Failed(log, why);
            await NoteAsync(new BackupFailed { Subject = "backup", SubjectName = folder, After = BackupNote.Of(0, why) }, cancel);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Folder is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                await WriteWhenDueAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The folder itself cannot be looked at.
                BackupLog.Failed(log, await upkeep.FailedAsync(UpkeepKind.Backup, failure, stoppingToken));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The disk that had no room for the backup may have none for the entry either: the log and the alert have it then.</summary>
    private async Task NoteAsync(AdministrationEvent happened, CancellationToken cancel)
    {
        try
        {
            await store.WriteAsync(
                StreamId.Administration, _ => Task.FromResult(Storage.Written.Commit(true, AdministrationCodec.Events.Write(happened, clock.GetUtcNow()))), cancel);
        }
        catch (JournalException failure)
        {
            BackupLog.NotNoted(log, happened.SubjectName, failure.Message);
        }
    }

    /// <summary>What a server that was killed left behind; one that is being written is younger.</summary>
    private static void DeleteUnfinished(string folder, DateTimeOffset now)
    {
        foreach (var left in new DirectoryInfo(folder).EnumerateFiles($"signalbox-*{Ending}{BackupFile.Unfinished}").Where(file => now - file.LastWriteTimeUtc >= Every).ToList())
        {
            left.Delete();
        }
    }

    /// <summary>Newest first; what is unfinished has another ending.</summary>
    private IReadOnlyList<FileInfo> Written() => options.Folder is { } folder && Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateFiles($"signalbox-*{Ending}").OrderByDescending(file => file.Name, StringComparer.Ordinal)]
        : [];
}

internal static partial class BackupLog
{
    [LoggerMessage(7101, LogLevel.Error, "The daily backup was not written: {Why} It is tried again in an hour.")]
    public static partial void Failed(ILogger log, string why);

    [LoggerMessage(7102, LogLevel.Error, "What became of the daily backup ({What}) could not be written into the audit trail: {Why}")]
    public static partial void NotNoted(ILogger log, string what, string why);
}

/// <summary>As the audit trail shows it.</summary>
internal sealed record BackupNote(long Bytes, string? Failure)
{
    public static JsonElement Of(long bytes, string? failure) => JsonSerializer.SerializeToElement(new(bytes, failure), BackupJson.Default.BackupNote);
}
