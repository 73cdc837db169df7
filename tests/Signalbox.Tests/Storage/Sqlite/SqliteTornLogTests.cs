using Signalbox.Journal;
using Signalbox.Server.Storage.Sqlite;
using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

/// <summary>Power failures: the file and any beginning of its log must open as a prefix of what was committed.</summary>
public sealed class SqliteTornLogTests : IAsyncLifetime
{
    private const int Commits = 60, Cuts = 40, Seed = 20260105;

    private static readonly StreamId Signals = new("intake:node-1");
    private static readonly StreamId Orders = new("account:first");

    // No checkpoint: every commit must still lie in the log.
    private readonly JournalFolder folder = new(options => options with { CheckpointPages = int.MaxValue });
    private readonly List<long> logLengths = [];
    private SqliteJournal? journal;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        journal = folder.Open(new Journal.ManualClock());
        var random = new Random(Seed);
        for (var version = 0; version < Commits; version++)
        {
            await journal.AppendAsync([Unit(Signals, version, random), Unit(Orders, version, random)], Cancel);
            logLengths.Add(new FileInfo(folder.Log).Length);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task Open_WithALogCutAnywhere_HoldsExactlyTheCommitsBeforeTheCut()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Cuts; i++)
        {
            var cut = random.NextInt64(logLengths[^1] + 1);
            await AssertReopensAsync(log => log.SetLength(cut), logLengths.Count(length => length <= cut), $"cut at {cut}");
        }
    }

    [Fact]
    public async Task Open_WithAByteOfTheLogChanged_HoldsExactlyTheCommitsBeforeIt()
    {
        var random = new Random(Seed + 1);
        for (var i = 0; i < Cuts; i++)
        {
            var at = random.NextInt64(logLengths[0], logLengths[^1]);
            await AssertReopensAsync(log => FlipByte(log, at), logLengths.Count(length => length <= at), $"changed at {at}");
        }
    }

    private static void FlipByte(FileStream log, long at)
    {
        log.Position = at;
        var value = log.ReadByte();
        log.Position = at;
        log.WriteByte((byte)(value ^ 0x10));
    }

    private static AppendUnit Unit(StreamId stream, long expected, Random random)
    {
        var payload = new byte[random.Next(20_000)];
        random.NextBytes(payload);
        return new() { Stream = stream, ExpectedVersion = expected, Epoch = 0, Events = [new("Noise", DateTimeOffset.UnixEpoch, payload)] };
    }

    private async Task AssertReopensAsync(Action<FileStream> damage, long commits, string what)
    {
        using var copy = new JournalFolder();
        File.Copy(folder.Options.File, copy.Options.File);
        File.Copy(folder.Log, copy.Log);
        await using (var log = new FileStream(copy.Log, FileMode.Open))
        {
            damage(log);
        }

        await using var reopened = copy.Open();
        var versions = new[] { await VersionAsync(reopened, Signals), await VersionAsync(reopened, Orders) };
        Assert.True(versions[0] == commits && versions[1] == commits, $"{what}: expected {commits}, found {versions[0]} and {versions[1]}.");
        var report = await new JournalVerification(reopened).AllAsync(Cancel);
        Assert.True(report.IsSound, $"{what}: {string.Join(' ', report.Faults)}");
        var next = await reopened.AppendAsync([Unit(Signals, commits, new(1))], Cancel);
        Assert.Equal(AppendStatus.Committed, next[0].Status);
    }

    private static async Task<long> VersionAsync(SqliteJournal journal, StreamId stream) =>
        (await journal.HeadAsync(stream, Cancel))?.Version ?? 0;
}
