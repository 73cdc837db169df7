using System.Diagnostics;
using Signalbox.Journal;
using Signalbox.Server.Storage.Sqlite;
using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

public sealed class SqliteSharingTests : IDisposable
{
    private static readonly StreamId Stream = new("account:first");

    private readonly JournalFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_BesideAnotherServer_IsRefusedUntilThatOneEnds()
    {
        await using (folder.Open())
        {
            var failure = Assert.Throws<JournalException>(() => folder.Open());
            Assert.Contains("another Signalbox server", failure.Message, StringComparison.Ordinal);
            Assert.Contains(folder.Options.Folder, failure.Message, StringComparison.Ordinal);
        }

        await folder.Open().DisposeAsync();
    }

    [Fact]
    public async Task Open_BesideAnotherProcess_IsRefused()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/flock"))
        {
            Assert.Skip("The other process is played by /usr/bin/flock, which this machine does not have.");
        }

        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", [folder.Options.LockFile, "-c", "echo held; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(Cancel));

        Assert.Throws<JournalException>(() => folder.Open());

        other.StandardInput.Close();
        await other.WaitForExitAsync(Cancel);
        await folder.Open().DisposeAsync();
    }

    [Fact]
    public void Open_InAFolderThatIsAFile_SaysSo()
    {
        var file = Path.Combine(folder.Options.Folder, "taken");
        File.WriteAllText(file, "");

        var failure = Assert.Throws<JournalException>(() => SqliteJournal.Open(
            new() { Folder = file }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteJournal>.Instance));

        Assert.DoesNotContain("another Signalbox server", failure.Message, StringComparison.Ordinal);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenForReading_BesideAServer_SeesEachCommitAndWritesNothing()
    {
        await using var server = folder.Open();
        await using var reader = SqliteJournal.OpenForReading(folder.Options);
        for (var version = 0; version < 3; version++)
        {
            await AppendAsync(server, version);
            Assert.Equal(version + 1, (await reader.HeadAsync(Stream, Cancel))!.Version);
        }

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(reader, 3));
        Assert.Contains("reading only", failure.Message, StringComparison.Ordinal);
        Assert.True((await new JournalVerification(reader).AllAsync(Cancel)).IsSound);
    }

    [Fact]
    public async Task OpenForReading_WithoutAServer_ReadsWhatItLeft()
    {
        await using (var server = folder.Open())
        {
            await AppendAsync(server, 0);
        }

        await using var reader = SqliteJournal.OpenForReading(folder.Options);
        Assert.Single(await reader.ReadAsync(Stream, 0, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task OpenForReading_AfterACrash_ReadsWhatIsOnlyInTheLog()
    {
        using var crashed = new JournalFolder();
        await using (var server = folder.Open())
        {
            await AppendAsync(server, 0);
            File.Copy(folder.Options.File, crashed.Options.File);
            File.Copy(folder.Log, crashed.Log);
        }

        await using var reader = SqliteJournal.OpenForReading(crashed.Options);
        Assert.Single(await reader.ReadAsync(Stream, 0, Cancel).ToListAsync(Cancel));
        Assert.True(new FileInfo(crashed.Log).Length > 0);
    }

    [Fact]
    public async Task OpenForReading_OfNothing_SaysThatTheFileIsMissing()
    {
        await using var reader = SqliteJournal.OpenForReading(folder.Options);

        var failure = await Assert.ThrowsAsync<JournalException>(() => reader.HeadsAsync(Cancel).AsTask());

        Assert.Contains(folder.Options.File, failure.Message, StringComparison.Ordinal);
    }

    private static async Task AppendAsync(SqliteJournal journal, long expected)
    {
        var draft = new EventDraft("TextNoted", DateTimeOffset.UnixEpoch, new byte[600]);
        await journal.AppendAsync([new() { Stream = Stream, ExpectedVersion = expected, Epoch = 0, Events = [draft] }], Cancel);
    }
}
