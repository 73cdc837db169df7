using System.Globalization;
using System.Text;
using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Read_FiftyThousandEvents_ComeInOrderWithoutGaps()
    {
        const int Total = 50_000, Batch = 1_000;
        for (var from = 0; from < Total; from += Batch)
        {
            var events = Enumerable.Range(from, Batch).Select(i => Draft(i.ToString(CultureInfo.InvariantCulture)));
            await Journal.AppendAsync([new() { Stream = First, ExpectedVersion = from, Epoch = 0, Events = [.. events] }], Cancel);
        }

        var read = 0;
        await foreach (var stored in Journal.ReadAsync(First, 0, Cancel))
        {
            Assert.Equal(++read, stored.Version);
            Assert.Equal((read - 1).ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(stored.Payload.Span));
        }

        Assert.Equal(Total, read);
        Assert.Equal(Total, (await VerifyAsync()).Events);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    public async Task Read_AroundThePageSize_EndsAtTheLastEvent(int count)
    {
        await AppendAsync(Unit(First, 0, [.. Enumerable.Range(1, count).Select(i => $"event {i}")]));

        Assert.Equal(count, (await ReadAsync(First)).Count);
        Assert.Equal(["event 255"], (await ReadAsync(First, 254)).Take(1).Select(stored => Encoding.UTF8.GetString(stored.Payload.Span)));
        Assert.Empty(await ReadAsync(First, count));
    }

    [Fact]
    public async Task Read_OfUnknownStream_IsEmpty()
    {
        Assert.Empty(await ReadAsync(First));
        Assert.Null(await Journal.HeadAsync(First, Cancel));
        Assert.Null(await Journal.LoadSnapshotAsync(First, Cancel));
    }

    [Fact]
    public async Task Read_StoppedHalfWay_LeavesTheJournalUsable()
    {
        await AppendAsync(Unit(First, 0, [.. Enumerable.Range(1, 600).Select(i => $"event {i}")]));

        for (var round = 0; round < 20; round++)
        {
            await foreach (var stored in Journal.ReadAsync(First, 0, Cancel))
            {
                if (stored.Version == 300)
                {
                    break;
                }
            }
        }

        Assert.Equal([AppendStatus.Committed], await AppendAsync(Unit(First, 600, "more")));
    }

    [Fact]
    public async Task Snapshot_Saved_ReplacesTheEarlierOne()
    {
        await AppendAsync(Unit(First, 0, "a", "b"));
        var events = await ReadAsync(First);
        await Journal.SaveSnapshotAsync(new(First, 1, events[0].Hash, 3, new byte[] { 1, 0, 2 }), Cancel);
        await Journal.SaveSnapshotAsync(new(First, 2, events[1].Hash, 4, new byte[] { 9 }), Cancel);
        await ReopenAsync();

        var snapshot = (await Journal.LoadSnapshotAsync(First, Cancel))!;

        Assert.Equal((First, 2L, 4), (snapshot.Stream, snapshot.Version, snapshot.Format));
        Assert.Equal(new byte[] { 9 }, snapshot.State.ToArray());
        Assert.Equal(events[1].Hash.ToArray(), snapshot.EventHash.ToArray());
        Assert.Null(await Journal.LoadSnapshotAsync(Second, Cancel));
        Assert.True((await VerifyAsync()).IsSound);
    }
}
