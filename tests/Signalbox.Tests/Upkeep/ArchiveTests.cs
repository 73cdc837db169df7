using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Journal;
using Signalbox.Server.Archives;
using Signalbox.Server.Cli;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Node;
using Signalbox.Server.Storage;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Upkeep;

/// <summary>A file of each kind a month: closed, read-only, never written again, and held against the journal.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-archive-").FullName;
    private readonly TestClock clock = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Told told;
    private OpenedStore store = null!;
    private ArchiveWriter writer = null!;

    public ArchiveTests() => told = new(clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Archives => Path.Combine(folder, ArchiveFolder.Name);

    private string[] Files => Directory.Exists(Archives) ? [.. Directory.GetFiles(Archives).Select(Path.GetFileName).Order(StringComparer.Ordinal)!] : [];

    private ArchiveBook Book => new(store.Tables, clock);

    private RetentionStore Retention => new(store.Tables, clock);

    public async ValueTask InitializeAsync()
    {
        store = await OpenedStore.OpenAsync(null, folder, clock, NullLoggerFactory.Instance, Cancel);
        await ConfigurationSchema.EnsureAsync(store.Tables, Cancel);
        writer = new(new(Archives), Book, Retention, store.Journal, new(key), told.Board, clock, NullLogger<ArchiveWriter>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        writer.Dispose();
        await store.DisposeAsync();
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Months_AreClosedOnceEachIsOver_ReadOnly_AndVerifyHoldsThemAgainstTheJournal()
    {
        await NoteAsync(3);
        Assert.Equal(0, await writer.WriteWhenDueAsync(Cancel));
        To(new(2026, 2, 1, 0, 59, 0, TimeSpan.Zero));
        Assert.Equal(0, await writer.WriteWhenDueAsync(Cancel));
        To(new(2026, 2, 1, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await writer.WriteWhenDueAsync(Cancel));
        Assert.Equal(0, await writer.WriteWhenDueAsync(Cancel));

        // Two months pass while no server runs; nothing happens in the second but the entry of the archive itself.
        To(new(2026, 4, 1, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, await writer.WriteWhenDueAsync(Cancel));

        Assert.Equal(["2026-01-audit.jsonl.gz", "2026-02-audit.jsonl.gz", "2026-03-audit.jsonl.gz"], Files);
        Assert.All(Files, file => Assert.Equal(UnixFileMode.UserRead, OperatingSystem.IsWindows() ? UnixFileMode.UserRead : File.GetUnixFileMode(Path.Combine(Archives, file))));
        var read = await Task.WhenAll(Files.Select(file => ArchiveFile.ReadAsync(Path.Combine(Archives, file), Cancel)));
        Assert.Equal([3L, 1L, 0L], read.Select(archive => archive.Closing.Events));
        Assert.Equal(ArchiveFolder.HashOf(Path.Combine(Archives, Files[0])), read[1].Opening.Previous);
        Assert.Contains("\"type\":\"SignedIn\"", Unpacked(Files[0]), StringComparison.Ordinal);

        var (code, said) = await VerifyAsync();
        Assert.Equal(0, code);
        Assert.Contains("2026-01-audit.jsonl.gz: 3 events, signed with the key ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_ThatWasTakenAwayChangedOrMadeAnew_IsNoticed()
    {
        await NoteAsync(3);
        To(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero));
        await writer.WriteWhenDueAsync(Cancel);
        var (path, elsewhere) = (Path.Combine(Archives, Files.Single()), Path.Combine(folder, "elsewhere.jsonl.gz"));
        File.Move(path, elsewhere);
        Assert.Contains("2026-01-audit.jsonl.gz is missing", (await VerifyAsync()).Said, StringComparison.Ordinal);

        Pack(path, Unpacked(elsewhere, isPath: true).Replace("ada", "eve", StringComparison.Ordinal));
        Assert.Contains("2026-01-audit.jsonl.gz was changed: its hash", (await VerifyAsync()).Said, StringComparison.Ordinal);
        var (code, said) = await VerifyAsync(path);
        Assert.Equal(1, code);
        Assert.Contains("event 1 of administration does not follow from the one before it", said, StringComparison.Ordinal);

        var cut = string.Join('\n', Unpacked(elsewhere, isPath: true).Split('\n')[..^2]) + "\n";
        Pack(path, cut);
        Assert.Contains("its closing is missing", (await VerifyAsync(path)).Said, StringComparison.Ordinal);
        Assert.Equal(0, (await VerifyAsync(elsewhere)).Code);
    }

    [Fact]
    public async Task Archive_IsWrittenOnce_AndOneThatACrashLeftWithoutAnEntryIsTakenOver()
    {
        await NoteAsync(2);
        To(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero));
        await writer.WriteWhenDueAsync(Cancel);
        var path = Path.Combine(Archives, Files.Single());
        var hash = ArchiveFolder.HashOf(path);
        await store.Tables.WriteAsync(StreamId.Administration, async scope =>
        {
            await scope.ExecuteAsync("DELETE FROM archives");
            return Written.Commit(true);
        }, Cancel);

        Assert.Equal(1, await writer.WriteWhenDueAsync(Cancel));
        Assert.Equal(hash, ArchiveFolder.HashOf(path));
        Assert.Equal(hash, (await Book.FindAsync("2026-01-audit.jsonl.gz", Cancel))!.Sha256);
    }

    [Fact]
    public async Task Archive_OfAHistoryThatARestoreTookBack_IsSetAside_AndTheMonthsFollowTheJournal()
    {
        await NoteAsync(2);
        var backup = Path.Combine(folder, "backup");
        await ReopenAsync(() => CopyJournal(folder, Directory.CreateDirectory(backup).FullName));
        await NoteAsync(3);
        To(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero));
        await writer.WriteWhenDueAsync(Cancel);

        await ReopenAsync(() => CopyJournal(backup, folder));
        await NoteAsync(4);
        await writer.WriteWhenDueAsync(Cancel);
        To(new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        await writer.KeepAsync(Cancel);

        Assert.Empty(told.Board.Failing);
        Assert.Equal(["2026-01-audit.jsonl.gz", "2026-01-audit.jsonl.gz.before-restore-20260202000000", "2026-02-audit.jsonl.gz"], Files);
        var read = await Task.WhenAll(new[] { Files[0], Files[2] }.Select(file => ArchiveFile.ReadAsync(Path.Combine(Archives, file), Cancel)));

        // The entries of the notes, and that of January's archive.
        Assert.Equal([2L, 5L], read.Select(archive => archive.Closing.Events));
        Assert.Equal(0, (await VerifyAsync()).Code);
    }

    [Fact]
    public async Task Archive_NotedAsRemoved_GoesAlsoWhereTheFileWasLeft_AndIsNotedOnce()
    {
        await NoteAsync(1);
        To(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero));
        await writer.WriteWhenDueAsync(Cancel);
        var row = (await Book.FindAsync("2026-01-audit.jsonl.gz", Cancel))!;

        Assert.True(await Book.RemoveAsync(row, "Its retention is over.", Cancel));
        Assert.False(await Book.RemoveAsync(row, "Its retention is over.", Cancel));
        Assert.Equal(0, await writer.RemoveWhenOverAsync(Cancel));

        Assert.Empty(Files);
    }

    [Fact]
    public async Task Archive_ThatCannotBeWritten_IsAnAlert_AndAForeignFileIsLeftAlone()
    {
        await NoteAsync(2);
        To(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero));
        Directory.CreateDirectory(Archives);
        var path = Path.Combine(Archives, "2026-01-audit.jsonl.gz");
        await File.WriteAllTextAsync(path, "mine", Cancel);

        await writer.KeepAsync(Cancel);

        Assert.StartsWith("archive-failed: The archive of a month was not written: The archive 2026-01-audit.jsonl.gz was changed or is damaged: it is not packed as archives are.", Assert.Single(told.Alerts), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, Cancel));
        File.Delete(path);
        await writer.KeepAsync(Cancel);
        Assert.Empty(told.Board.Failing);
        Assert.Equal(["2026-01-audit.jsonl.gz"], Files);
    }

    [Fact]
    public async Task Retention_KeepsForEverUnlessToldOtherwise_AndTheAuditForSixYearsWhateverIsStored()
    {
        await NoteAsync(1);
        To(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero));
        await writer.WriteWhenDueAsync(Cancel);
        To(new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, await writer.RemoveWhenOverAsync(Cancel));

        Assert.False(new RetentionRules(1, 1, 0).IsOver(ArchiveKind.Audit, new(2026, 1), new(2032, 1, 31, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(new RetentionRules(1, 1, 0).IsOver(ArchiveKind.Audit, new(2026, 1), new(2032, 2, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(new RetentionRules(1, 1, 0).IsOver(ArchiveKind.Trading, new(2026, 1), new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(ChangeStatus.Saved, (await Retention.ReplaceAsync(new(6, null, 0), new(Actor.Server), Cancel)).Status);
        Assert.Equal(1, await writer.RemoveWhenOverAsync(Cancel));
        Assert.Equal(0, await writer.RemoveWhenOverAsync(Cancel));
        Assert.Empty(Files);
        Assert.NotNull((await Book.FindAsync("2026-01-audit.jsonl.gz", Cancel))!.RemovedAt);
        Assert.Equal(0, (await VerifyAsync()).Code);
    }

    private async Task ReopenAsync(Action between)
    {
        await store.DisposeAsync();
        between();
        store = await OpenedStore.OpenAsync(null, folder, clock, NullLoggerFactory.Instance, Cancel);
        writer.Dispose();
        writer = new(new(Archives), Book, Retention, store.Journal, new(key), told.Board, clock, NullLogger<ArchiveWriter>.Instance);
    }

    private static void CopyJournal(string from, string to)
    {
        foreach (var old in Directory.GetFiles(to, "*.db*"))
        {
            File.Delete(old);
        }

        foreach (var file in Directory.GetFiles(from, "journal.db*"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private void To(DateTimeOffset time) => clock.Advance(time - clock.GetUtcNow());

    private string Unpacked(string file, bool isPath = false)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(isPath ? file : Path.Combine(Archives, file)), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static void Pack(string path, string text)
    {
        File.Delete(path);
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(text));
    }

    private async Task NoteAsync(int events)
    {
        for (var number = 0; number < events; number++)
        {
            await store.Tables.WriteAsync(StreamId.Administration, _ => Task.FromResult(Written.Commit(
                true, AdministrationCodec.Events.Write(new SignedIn { Subject = "u1", SubjectName = "ada" }, clock.GetUtcNow()))), Cancel);
        }
    }

    private async Task<(int Code, string Said)> VerifyAsync(string? archive = null)
    {
        await using var console = new StringWriter();
        var code = await VerifyCommand.RunAsync(new() { DataFolder = folder, Archive = archive }, console, Cancel);
        return (code, console.ToString());
    }
}
