using Signalbox.Journal;
using Signalbox.Server.Storage.Sqlite;
using SQLitePCL;
using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

public sealed class SqliteFaultTests : IDisposable
{
    private static readonly StreamId Stream = new("account:first");

    private readonly JournalFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Append_OnAFullDisk_CommitsNothingAndGoesOnWhenThereIsRoom()
    {
        await using var journal = folder.Open();
        await AppendAsync(journal, 0, 100);
        Execute(journal, "PRAGMA max_page_count = 1");

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1, 500_000));
        Assert.Equal(JournalFailure.NotCommitted, failure.Failure);
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1, 500_000));
        Assert.Equal(1, (await journal.HeadAsync(Stream, Cancel))!.Version);

        Execute(journal, "PRAGMA max_page_count = 1073741823");
        Assert.Equal(AppendStatus.Committed, await AppendAsync(journal, 1, 500_000));
        Assert.True((await new JournalVerification(journal).AllAsync(Cancel)).IsSound);
    }

    [Fact]
    public async Task Append_WhoseCommitFails_IsUndoneAndItsTailOverwritten()
    {
        await using var journal = folder.Open();
        await AppendAsync(journal, 0, 100);
        var failures = 1;
        raw.sqlite3_commit_hook(journal.Writer.Connection.Handle, _ => failures-- > 0 ? 1 : 0, new());
        var before = new FileInfo(folder.Log).Length;

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1, 100));

        Assert.Equal(JournalFailure.NotCommitted, failure.Failure);
        Assert.True(new FileInfo(folder.Log).Length > before, "Another commit must have been written over the failed one.");
        Assert.Equal(1, (await journal.HeadAsync(Stream, Cancel))!.Version);
        Assert.Equal(AppendStatus.Committed, await AppendAsync(journal, 1, 100));
        Assert.True((await new JournalVerification(journal).AllAsync(Cancel)).IsSound);
    }

    [Fact]
    public async Task Append_WhoseFailedCommitCannotBeOverwritten_IsUnknownUntilItIs()
    {
        await using var journal = folder.Open();
        await AppendAsync(journal, 0, 100);
        var failing = true;
        raw.sqlite3_commit_hook(journal.Writer.Connection.Handle, _ => failing ? 1 : 0, new());

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1, 100));
        Assert.Equal(JournalFailure.OutcomeUnknown, failure.Failure);

        failing = false;
        Assert.Equal(1, (await journal.HeadAsync(Stream, Cancel))!.Version);
        Assert.Equal(AppendStatus.Committed, await AppendAsync(journal, 1, 100));
        Assert.Equal(AppendStatus.StaleVersion, await AppendAsync(journal, 1, 100));
    }

    [Fact]
    public async Task Append_ToAStreamAStrangerExtended_CommitsNothingAndReadsTheHeadAgain()
    {
        await using var journal = folder.Open();
        await AppendAsync(journal, 0, 100);
        folder.Execute("INSERT INTO events (stream, version, epoch, at, type, payload, hash) VALUES (1, 2, 0, 0, 'Strange', x'00', x'00')");
        folder.Execute("UPDATE streams SET version = 2");

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1, 100));

        Assert.Equal(JournalFailure.NotCommitted, failure.Failure);
        Assert.Equal(AppendStatus.StaleVersion, await AppendAsync(journal, 1, 100));
    }

    [Fact]
    public async Task Open_OfAFileThatIsNoDatabase_NamesItAndTheRemedy()
    {
        await File.WriteAllBytesAsync(folder.Options.File, [.. Enumerable.Repeat((byte)'x', 8_192)], Cancel);

        var failure = Assert.Throws<JournalException>(() => folder.Open());

        AssertDamaged(failure);
        await Assert.ThrowsAsync<JournalException>(() => SqliteJournal.OpenForReading(folder.Options).HeadsAsync(Cancel).AsTask());
    }

    [Fact]
    public async Task Read_OfADamagedFile_HandsOutWhatLiesBeforeTheDamage()
    {
        await using (var journal = folder.Open())
        {
            for (var version = 0; version < 200; version++)
            {
                await AppendAsync(journal, version, 2_000);
            }
        }

        await OverwriteAsync("event 150");

        await using var reopened = folder.Open();
        var read = 0L;
        var failure = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            await foreach (var stored in reopened.ReadAsync(Stream, 0, Cancel))
            {
                read = stored.Version;
            }
        });
        AssertDamaged(failure);
        Assert.InRange(read, 100, 150);
        var fault = Assert.Single((await new JournalVerification(reopened).AllAsync(Cancel)).Faults);
        Assert.Equal(read + 1, fault.Version);
    }

    [Fact]
    public async Task Open_OfAJournalOfANewerFormat_IsRefused()
    {
        await folder.Open().DisposeAsync();
        folder.Execute("UPDATE journal_schema SET version = 99");

        var failure = Assert.Throws<JournalException>(() => folder.Open());

        Assert.Contains("format 99", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_AfterClosing_RefusesEverything()
    {
        var journal = folder.Open();
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 0, 100));

        Assert.Equal(JournalFailure.NotCommitted, failure.Failure);
        await Assert.ThrowsAsync<JournalException>(() => journal.HeadsAsync(Cancel).AsTask());
    }

    private static void Execute(SqliteJournal journal, string sql) => SqliteConnections.Execute(journal.Writer.Connection, sql);

    private static async Task<AppendStatus> AppendAsync(SqliteJournal journal, long expected, int bytes)
    {
        var payload = new byte[bytes];
        System.Text.Encoding.ASCII.GetBytes($"event {expected + 1} ", payload);
        var draft = new EventDraft("TextNoted", DateTimeOffset.UnixEpoch, payload);
        var results = await journal.AppendAsync([new() { Stream = Stream, ExpectedVersion = expected, Epoch = 0, Events = [draft] }], Cancel);
        return results[0].Status;
    }

    private void AssertDamaged(JournalException failure)
    {
        Assert.Equal(JournalFailure.Damaged, failure.Failure);
        Assert.Contains(folder.Options.File, failure.Message, StringComparison.Ordinal);
        Assert.Contains(JournalException.HowToRestore, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Fills the page of the file that holds a text with noise.</summary>
    private async Task OverwriteAsync(string text)
    {
        var bytes = await File.ReadAllBytesAsync(folder.Options.File, Cancel);
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.True(at > 0);
        bytes.AsSpan(at / 4096 * 4096, 4096).Fill(0xA5);
        await File.WriteAllBytesAsync(folder.Options.File, bytes, Cancel);
    }
}
