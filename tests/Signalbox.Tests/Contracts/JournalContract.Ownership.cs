using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

public abstract partial class JournalContract
{
    [Fact]
    public async Task TakeOwnership_OfNewStream_StartsAtEpochOneWithoutEvents()
    {
        var head = await Journal.TakeOwnershipAsync(First, Cancel);

        Assert.Equal((First, 0L, 1L), (head.Stream, head.Version, head.Epoch));
        Assert.True(head.Hash.Span.SequenceEqual(HashChain.Origin.Span));
        Assert.Equal(1, (await Journal.HeadAsync(First, Cancel))!.Epoch);
        Assert.Empty(await ReadAsync(First));
    }

    [Fact]
    public async Task TakeOwnership_OfOwnedStream_FencesTheEarlierOwner()
    {
        var before = await Journal.TakeOwnershipAsync(First, Cancel);
        Assert.Equal([AppendStatus.Committed], await AppendAsync(UnitOf(before.Epoch, First, 0, "a")));

        var now = await Journal.TakeOwnershipAsync(First, Cancel);

        Assert.Equal((1L, before.Epoch + 1), (now.Version, now.Epoch));
        Assert.Equal([AppendStatus.StaleEpoch], await AppendAsync(UnitOf(before.Epoch, First, 1, "stale")));
        Assert.Equal([AppendStatus.Committed], await AppendAsync(UnitOf(now.Epoch, First, 1, "b")));
        Assert.Equal([1L, 2L], (await ReadAsync(First)).Select(stored => stored.Epoch));
    }

    [Fact]
    public async Task TakeOwnership_FencesAppendsWithoutExpectedVersionToo()
    {
        var before = await Journal.TakeOwnershipAsync(Third, Cancel);
        await AppendAsync(UnitOf(before.Epoch, Third, null, "a"));
        await Journal.TakeOwnershipAsync(Third, Cancel);

        Assert.Equal([AppendStatus.StaleEpoch], await AppendAsync(UnitOf(before.Epoch, Third, null, "stale")));
    }

    [Fact]
    public async Task Append_ByManyWritersWithoutExpectedVersion_CommitsAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(writer => Task.Run(
            async () => Assert.Equal([AppendStatus.Committed], await AppendAsync(Unit(Third, null, $"{writer}"))), Cancel)));

        Assert.Equal(40, (await TextsAsync(Third)).Distinct().Count());
        Assert.True((await VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Append_WithNewerEpoch_RaisesTheStreams()
    {
        Assert.Equal([AppendStatus.Committed, AppendStatus.StaleEpoch], await AppendAsync(UnitOf(5, First, 0, "a"), UnitOf(4, First, 1, "b")));

        Assert.Equal([AppendStatus.StaleEpoch], await AppendAsync(UnitOf(4, First, 1, "b")));
        Assert.Equal(6, (await Journal.TakeOwnershipAsync(First, Cancel)).Epoch);
    }

    [Fact]
    public async Task Ownership_SurvivesReopening()
    {
        var epoch = (await Journal.TakeOwnershipAsync(First, Cancel)).Epoch;
        await AppendAsync(UnitOf(epoch, First, 0, "a"));
        await ReopenAsync();

        Assert.Equal([AppendStatus.StaleEpoch], await AppendAsync(UnitOf(epoch - 1, First, 1, "b")));
        Assert.Equal([AppendStatus.Committed], await AppendAsync(UnitOf(epoch, First, 1, "b")));
        Assert.True((await VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Append_ByManyWritersOfOneStream_CommitsEachVersionOnce()
    {
        const int Writers = 8, Each = 25;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => AppendInTurnAsync(writer, Each), Cancel)));

        var texts = await TextsAsync(First);
        Assert.Equal(Writers * Each, texts.Distinct().Count());
        Assert.Equal(Writers * Each, texts.Length);
        Assert.True((await VerifyAsync()).IsSound);
    }

    private async Task AppendInTurnAsync(int writer, int count)
    {
        for (var i = 0; i < count;)
        {
            var version = (await Journal.HeadAsync(First, Cancel))?.Version ?? 0;
            var statuses = await AppendAsync(Unit(First, version, $"{writer}/{i}"));
            Assert.True(statuses[0] is AppendStatus.Committed or AppendStatus.StaleVersion);
            i += statuses[0] == AppendStatus.Committed ? 1 : 0;
        }
    }
}
