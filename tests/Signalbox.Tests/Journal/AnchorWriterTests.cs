using Signalbox.Journal;
using Signalbox.Tests.Simulation;
using Xunit;

namespace Signalbox.Tests.Journal;

public sealed class AnchorWriterTests : AnchorScene
{
    [Fact]
    public async Task Write_ListsOnlyWhatChangedSinceTheAnchorBefore()
    {
        var writer = Writer();
        await AppendAsync(First, 0, 3);
        await AppendAsync(Second, 0, 1);
        await writer.WriteAsync(Cancel);
        await AppendAsync(Second, 1, 1);
        await writer.WriteAsync(Cancel);

        var anchors = await AnchorsAsync();

        Assert.Equal([(First, 3L), (Second, 1L)], anchors[0].Heads.Select(head => (head.Stream, head.Version)));
        Assert.Equal([(Second, 2L)], anchors[1].Heads.Select(head => (head.Stream, head.Version)));
        Assert.Equal((await Journal.HeadAsync(Second, Cancel))!.Hash.ToArray(), anchors[1].Heads[0].Hash.ToArray());
    }

    [Fact]
    public async Task Run_EachMinute_AnchorsWhatChanged()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = Writer().RunAsync(stopping.Token);
        await AppendAsync(First, 0, 1);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AnchoredAsync(1);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await AppendAsync(First, 1, 1);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AnchoredAsync(2);

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([1L, 2L], (await AnchorsAsync()).Select(anchor => anchor.Heads[0].Version));
    }

    [Fact]
    public async Task Run_WhenTheStoreFails_ReportsAndAnchorsTheNextMinute()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = Writer().RunAsync(stopping.Token);
        await AppendAsync(First, 0, 1);
        Journal.FailNextAppend(AppendFault.NotCommitted);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Until.HoldsAsync(() => Failures.Count > 0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AnchoredAsync(1);

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(JournalFailure.NotCommitted, Assert.Single(Failures).Failure);
    }

    [Fact]
    public async Task Write_AfterALostAnswer_GoesOnFromWhatWasCommitted()
    {
        var writer = Writer();
        await AppendAsync(First, 0, 1);
        Journal.FailNextAppend(AppendFault.UnknownCommitted);
        await Assert.ThrowsAsync<JournalException>(() => writer.WriteAsync(Cancel));
        await AppendAsync(First, 1, 1);

        Assert.True(await writer.WriteAsync(Cancel));
        Assert.True((await VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Write_AfterARestart_ListsEveryStreamAgain()
    {
        await AppendAsync(First, 0, 1);
        await AppendAsync(Second, 0, 1);
        await Writer().WriteAsync(Cancel);
        await AppendAsync(Second, 1, 1);

        await Writer().WriteAsync(Cancel);

        Assert.Equal([First, Second], (await AnchorsAsync())[1].Heads.Select(head => head.Stream));
        Assert.True((await VerifyAsync()).IsSound);
    }

    private Task AnchoredAsync(long version) =>
        Until.HoldsAsync(async () => (await Journal.HeadAsync(StreamId.Anchors, Cancel))?.Version == version);
}
