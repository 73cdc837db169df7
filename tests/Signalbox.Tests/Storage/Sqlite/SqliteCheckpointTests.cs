using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using Signalbox.Server.Storage.Sqlite;
using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

public sealed class SqliteCheckpointTests : IDisposable
{
    private static readonly StreamId Stream = new("account:first");

    private readonly JournalFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Log_UnderEndlessAppends_StaysBounded()
    {
        const int Pages = 256;
        using var small = new JournalFolder(options => options with { CheckpointPages = 64, LogPagesMax = Pages });
        await using var journal = small.Open(new Journal.ManualClock());

        var longest = 0L;
        for (var version = 0; version < 400; version++)
        {
            await AppendAsync(journal, version, 20_000);
            longest = Math.Max(longest, new FileInfo(small.Log).Length);
        }

        // 400 commits write about 3,600 pages; one commit of about ten may go beyond the bound.
        Assert.InRange(longest, 1, (Pages + 20) * 4_120);
        Assert.True((await new JournalVerification(journal).AllAsync(Cancel)).IsSound);
    }

    [Fact]
    public async Task Log_AfterAQuietWhile_IsMovedByTheTimer()
    {
        var clock = new Journal.ManualClock();
        await using var journal = folder.Open(clock);
        await AppendAsync(journal, 0, 600);
        Assert.False(FileHolds("TextNoted"));

        clock.Advance(folder.Options.CheckpointEvery);

        await UntilAsync(() => journal.Checkpointer!.Passes > 0);
        Assert.True(FileHolds("TextNoted"));
    }

    [Fact]
    public async Task Append_WhileAReaderHoldsAnOldView_GoesOn()
    {
        using var small = new JournalFolder(options => options with { CheckpointPages = 16, LogPagesMax = 64 });
        var log = new RecordingLog();
        await using var journal = SqliteJournal.Open(small.Options, new Journal.ManualClock(), log);
        await AppendAsync(journal, 0, 600);
        using var reader = new SqliteConnection($"Data Source={small.Options.File};Mode=ReadOnly;Pooling=False");
        reader.Open();
        using var view = reader.BeginTransaction(deferred: true);
        SqliteConnections.Execute(reader, "SELECT count(*) FROM events");

        for (var version = 1; version < 100; version++)
        {
            await AppendAsync(journal, version, 20_000);
        }

        Assert.Equal(100, (await journal.HeadAsync(Stream, Cancel))!.Version);
        Assert.Contains(log.Lines, line => line.Contains("because another program reads from it", StringComparison.Ordinal));
    }

    private static async Task AppendAsync(SqliteJournal journal, long expected, int bytes)
    {
        var draft = new EventDraft("TextNoted", DateTimeOffset.UnixEpoch, new byte[bytes]);
        await journal.AppendAsync([new() { Stream = Stream, ExpectedVersion = expected, Epoch = 0, Events = [draft] }], Cancel);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private bool FileHolds(string text)
    {
        using var file = new FileStream(folder.Options.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
    }
}
