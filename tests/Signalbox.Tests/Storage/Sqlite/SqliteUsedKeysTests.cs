using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Storage.Sqlite;
using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

/// <summary>A key that was used is never taken for a new one, however the journal came to know of it.</summary>
public sealed class SqliteUsedKeysTests : IDisposable
{
    private const int Written = 3_000;

    private static readonly StrategyId Strategy = new("strategy");

    private readonly JournalFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keys_OfThisStartAndOfEarlierOnes_AreFound()
    {
        await using (var journal = folder.Open())
        {
            await journal.UsedKeys!.Loading;
            await AppendAsync(journal, "first", Written);
            await AssertFoundAsync(journal, "first");
        }

        await using var reopened = folder.Open();
        await AppendAsync(reopened, "second", Written);
        await reopened.UsedKeys!.Loading;
        await AssertFoundAsync(reopened, "first");
        await AssertFoundAsync(reopened, "second");
    }

    [Fact]
    public async Task NewKeys_AreNearlyAllRuledOutFromMemory()
    {
        await using var journal = folder.Open();
        var used = journal.UsedKeys!;
        await used.Loading;
        await AppendAsync(journal, "first", Written);

        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => used.MayHold(Strategy, $"new-{i}")), 0, 100);
        Assert.False(used.MayHold(new("another strategy"), "first-1"));
        Assert.Null(await journal.FindKeyAsync(Strategy, "new-1", Cancel));
    }

    private static async Task AppendAsync(SqliteJournal journal, string name, int count)
    {
        var head = await journal.HeadAsync(StreamId.Intake("node"), Cancel);
        var units = Enumerable.Range(0, count).Select(i => new AppendUnit
        {
            Stream = StreamId.Intake("node"),
            ExpectedVersion = (head?.Version ?? 0) + i,
            Epoch = head?.Epoch ?? 0,
            Events = [new("happened", DateTimeOffset.UnixEpoch, "{}"u8.ToArray())],
            Key = new(Strategy, $"{name}-{i}", new($"signal-{i}"), "digest", DateTimeOffset.UnixEpoch),
        }).ToArray();
        Assert.All(await journal.AppendAsync(units, Cancel), result => Assert.Equal(AppendStatus.Committed, result.Status));
    }

    private static async Task AssertFoundAsync(SqliteJournal journal, string name)
    {
        for (var i = 0; i < Written; i++)
        {
            Assert.NotNull(await journal.FindKeyAsync(Strategy, $"{name}-{i}", Cancel));
        }
    }
}
