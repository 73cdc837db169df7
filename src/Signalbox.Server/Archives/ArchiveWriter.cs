using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Upkeep;
using Signalbox.Text;

namespace Signalbox.Server.Archives;

/// <summary>Closes an archive of each kind after every month, and deletes those whose retention is over.</summary>
internal sealed class ArchiveWriter(
    ArchiveFolder folder, ArchiveBook book, RetentionStore retention, IJournal journal, AnchorSigner signer, UpkeepBoard upkeep, TimeProvider clock, ILogger<ArchiveWriter> log)
    : BackgroundService
{
    /// <summary>What was decided just before the month ended is on disk by then.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromHours(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    /// <summary>When the archives of the month that runs are due.</summary>
    public DateTimeOffset NextAt => ArchiveMonth.Of(clock.GetUtcNow() - SettledAfter).End + SettledAfter;

    /// <summary>How many archives were closed.</summary>
    public async Task<int> WriteWhenDueAsync(CancellationToken cancel)
    {
        var written = 0;
        var last = ArchiveMonth.Of(clock.GetUtcNow() - SettledAfter).Previous;
        foreach (var kind in ArchiveKinds.All)
        {
            while (await NextAsync(kind, cancel) is { } next && next.Month.CompareTo(last) <= 0)
            {
                await WriteAsync(kind, next.Month, next.Before, cancel);
                written++;
            }
        }

        return written;
    }

    /// <summary>How many archives were deleted.</summary>
    public async Task<int> RemoveWhenOverAsync(CancellationToken cancel)
    {
        var rules = await retention.ReadAsync(cancel);
        var rows = await book.ListAsync(cancel);
        var removed = 0;
        foreach (var row in rows.Where(row => row.RemovedAt is null
            && rules.IsOver(ArchiveKinds.All.Single(kind => Words.Of(kind) == row.Kind), ArchiveMonth.Read(row.Month), clock.GetUtcNow())))
        {
            // Noted first: a file that is gone without a word would look like one that was taken away.
            removed += await book.RemoveAsync(row, "Its retention is over.", cancel) ? 1 : 0;
            File.Delete(folder.PathOf(row.File));
        }

        DeleteLeft(rows);
        return removed;
    }

    /// <summary>What was noted as removed and is still here: the server stopped in between, or another node noted it.</summary>
    private void DeleteLeft(IReadOnlyList<ArchiveRow> rows)
    {
        foreach (var row in rows.Where(row => row.RemovedAt is not null))
        {
            if (folder.Find(row.File) is { } path && ArchiveFolder.HashOf(path) == row.Sha256)
            {
                File.Delete(path);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            await KeepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Both, with what fails on the board.</summary>
    internal async Task KeepAsync(CancellationToken cancel)
    {
        try
        {
            await WriteWhenDueAsync(cancel);
            await RemoveWhenOverAsync(cancel);
            upkeep.Succeeded(UpkeepKind.Archive);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            ArchiveLog.NotWritten(log, await upkeep.FailedAsync(UpkeepKind.Archive, failure, cancel));
        }
    }

    /// <summary>The month after the newest archive, or that of the first event; null where nothing has happened.</summary>
    private async Task<(ArchiveMonth Month, ArchiveRow? Before)?> NextAsync(ArchiveKind kind, CancellationToken cancel)
    {
        if (await book.NewestAsync(kind, cancel) is { } newest)
        {
            return (ArchiveMonth.Read(newest.Month).Next, newest);
        }

        DateTimeOffset? first = null;
        foreach (var head in (await journal.HeadsAsync(cancel)).Where(head => kind.Holds(head.Stream) && head.Version > 0))
        {
            await foreach (var stored in journal.ReadAsync(head.Stream, 0, cancel))
            {
                first = stored.At < first || first is null ? stored.At : first;
                break;
            }
        }

        return first is { } at ? (ArchiveMonth.Of(at), null) : null;
    }

    private async Task WriteAsync(ArchiveKind kind, ArchiveMonth month, ArchiveRow? before, CancellationToken cancel)
    {
        var file = ArchiveFolder.FileOf(kind, month);
        if (folder.Find(file) is { } left && !await ContinuesAsync(left, kind, month, before, cancel))
        {
            ArchiveLog.SetAside(log, file, folder.SetAside(file, clock.GetUtcNow()));
        }

        if (folder.Find(file) is null)
        {
            var opening = new ArchiveOpening(
                ArchiveOpening.FormatNow, kind, month.ToString(), before?.Sha256 ?? Convert.ToHexStringLower(HashChain.Origin.Span), before?.StreamHeads ?? []);
            await using (var content = folder.Begin(file))
            {
                await new ArchiveCopy(journal, signer).WriteAsync(content, opening, clock.GetUtcNow(), cancel);
                content.Flush(flushToDisk: true);
            }

            await ArchiveFile.ReadAsync(folder.UnfinishedOf(file), cancel);
            folder.Close(file);
        }

        await NoteAsync(kind, month, file, cancel);
    }

    /// <summary>
    /// One that was closed before a crash has no entry yet. One that tells of other events than the journal was closed before
    /// an older backup was restored: the months that follow must not go on where it ends.
    /// </summary>
    private async Task<bool> ContinuesAsync(string path, ArchiveKind kind, ArchiveMonth month, ArchiveRow? before, CancellationToken cancel)
    {
        var left = await ArchiveFile.ReadAsync(path, cancel);
        if (left.Opening.Kind != kind || left.Opening.Month != month.ToString()
            || !Convert.FromBase64String(left.Closing.PublicKey).AsSpan().SequenceEqual(signer.PublicKey.Span))
        {
            throw new InvalidDataException($"There is a file {path} that this installation did not close. Move it elsewhere: archives are never overwritten.");
        }

        return left.Opening.Previous == (before?.Sha256 ?? Convert.ToHexStringLower(HashChain.Origin.Span))
            && (await new AnchorVerification(journal, []).AgainstAsync(left.Anchor, cancel)).Faults.Count == 0;
    }

    private async Task NoteAsync(ArchiveKind kind, ArchiveMonth month, string file, CancellationToken cancel)
    {
        var path = folder.PathOf(file);
        var proven = await ArchiveFile.ReadAsync(path, cancel);
        await book.AddAsync(
            new()
            {
                File = file,
                Kind = Words.Of(kind),
                Month = month.ToString(),
                Sha256 = ArchiveFolder.HashOf(path),
                Bytes = new FileInfo(path).Length,
                Events = proven.Closing.Events,
                Heads = ConfigurationJson.Write(proven.Closing.Heads, ArchiveJson.Default.IReadOnlyListArchiveHead),
                WrittenAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancel);
    }
}

internal static partial class ArchiveLog
{
    [LoggerMessage(7501, LogLevel.Error, "The archives of the month were not kept: {Why} It is tried again in an hour.")]
    public static partial void NotWritten(ILogger log, string why);

    [LoggerMessage(7502, LogLevel.Warning, "The archive {File} tells of events this journal does not have, as after an older backup was restored. It is kept as {Aside}, and the month is written anew.")]
    public static partial void SetAside(ILogger log, string file, string aside);
}
