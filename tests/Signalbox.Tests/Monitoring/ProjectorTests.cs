using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Xunit;

namespace Signalbox.Tests.Monitoring;

public sealed class ProjectorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Units_AreKeptOnceInTheirOrder()
    {
        var scene = new ProjectorScene();
        await scene.CommitAsync(3);
        await scene.CommitAsync(2);
        await scene.FinishAsync();
        Assert.Equal(["s0001", "s0002", "s0003", "s0004", "s0005"], scene.Store.Ids);
        Assert.Equal((1, 0L), (scene.Store.Kept, scene.Progress.Behind));
    }

    [Fact]
    public async Task Queue_ThatOverflowed_IsMadeUpFromTheJournal()
    {
        var scene = new ProjectorScene(new() { QueueUnitsMax = 2, GatherFor = TimeSpan.Zero });
        for (var unit = 0; unit < 10; unit++)
        {
            await scene.CommitAsync(1);
        }

        Assert.Equal(10, scene.Progress.Behind);
        await scene.FinishAsync();
        Assert.Equal((10, 0L), (scene.Store.Ids.Distinct().Count(), scene.Progress.Behind));
        Assert.Equal(10, scene.Store.Rows.Count);
    }

    [Fact]
    public async Task Rebuild_WhileItRuns_ProjectsEverythingAgainOnce()
    {
        var scene = new ProjectorScene();
        await scene.CommitAsync(3);
        var running = scene.Projector.RunAsync(Cancel);
        Assert.True(await scene.Progress.CatchesUpAsync(TimeSpan.FromSeconds(20), Cancel));
        var told = 0L;

        await scene.Projector.RebuildAsync(events => told += events, Cancel);
        await scene.CommitAsync(1);
        scene.Projector.Complete();
        await running;

        Assert.Equal((3, 1), ((int)told, scene.Store.Forgotten));
        Assert.Equal(["s0001", "s0002", "s0003", "s0004"], scene.Store.Ids);
    }

    [Fact]
    public async Task Units_MissedBetweenTwo_AreReadFromTheJournal()
    {
        var scene = new ProjectorScene();
        await scene.CommitAsync(1);
        await scene.CommitAsync(4, told: false);
        await scene.CommitAsync(1);
        await scene.FinishAsync();
        Assert.Equal(["s0001", "s0002", "s0003", "s0004", "s0005", "s0006"], scene.Store.Ids);
    }

    [Fact]
    public async Task Store_ThatFails_IsTriedAgainAndNothingIsLostOrTwice()
    {
        var scene = new ProjectorScene();
        scene.Store.Failing = 2;
        await scene.CommitAsync(3);
        var running = scene.Projector.RunAsync(Cancel);
        Assert.True(await scene.Progress.CatchesUpAsync(TimeSpan.FromSeconds(20), Cancel));
        scene.Projector.Complete();
        await running;
        Assert.Equal(["s0001", "s0002", "s0003"], scene.Store.Ids);
        Assert.Equal(["The disk is full.", "The disk is full."], scene.Failures.Select(failure => failure.Message));
    }

    [Fact]
    public async Task Defect_StopsNothing_AndWhatItMetIsReadAgain()
    {
        var scene = new ProjectorScene();
        scene.Store.Defective = 2;
        await scene.CommitAsync(3);
        var running = scene.Projector.RunAsync(Cancel);
        Assert.True(await scene.Progress.CatchesUpAsync(TimeSpan.FromSeconds(20), Cancel));
        scene.Projector.Complete();
        await running;
        Assert.Equal(["s0001", "s0002", "s0003"], scene.Store.Ids);
        Assert.Equal(2, scene.Failures.Count);
        Assert.All(scene.Failures, failure => Assert.IsNotType<JournalException>(failure));
    }

    [Fact]
    public async Task Defect_InOneStream_KeepsNoOtherFromTheTables()
    {
        var scene = new ProjectorScene();
        await scene.CommitAsync(1, told: false);
        await scene.CommitAsync(2, told: false, StreamId.Intake("other"));
        scene.Store.Defective = 1;

        var broken = await Assert.ThrowsAsync<AggregateException>(() => scene.Projector.CatchUpAsync(null, Cancel));

        Assert.Single(broken.InnerExceptions);
        Assert.Single(scene.Store.Streams);
    }

    [Fact]
    public async Task AnotherNode_ThatWasFaster_IsFollowed()
    {
        var scene = new ProjectorScene();
        await scene.CommitAsync(2);
        await scene.CommitAsync(1, told: false);
        scene.Store.MoveOn(ProjectorScene.Stream, 2);
        await scene.Projector.CatchUpAsync(null, Cancel);
        Assert.Equal(["s0003"], scene.Store.Ids);
    }

    [Fact]
    public async Task CatchUp_OfALongStream_KeepsItInBoundedPartsAndSaysHowFar()
    {
        var scene = new ProjectorScene(new() { BatchEventsMax = 10 });
        await scene.CommitAsync(95, told: false);
        var told = new List<long>();
        await scene.Projector.CatchUpAsync(told.Add, Cancel);
        Assert.Equal((95, 10, 95L), (scene.Store.Rows.Count, scene.Store.Kept, told.Sum()));
        await scene.Projector.CatchUpAsync(told.Add, Cancel);
        Assert.Equal((95, 95L), (scene.Store.Rows.Count, told.Sum()));
    }

    [Fact]
    public async Task Waiting_EndsWhenWhatWasCommittedCanBeRead_AndNotBefore()
    {
        var scene = new ProjectorScene();
        Assert.True(await scene.Progress.CatchesUpAsync(TimeSpan.Zero, Cancel));
        await scene.CommitAsync(1);
        Assert.False(await scene.Progress.CatchesUpAsync(TimeSpan.FromMilliseconds(20), Cancel));
        var waiting = scene.Progress.CatchesUpAsync(TimeSpan.FromSeconds(20), Cancel);
        await scene.FinishAsync();
        Assert.True(await waiting);
    }

    [Fact]
    public void OtherStreams_HaveNoRows()
    {
        Assert.Equal([true, true, true, false, false, false],
            ((string[])["account:a", "intake:n", "equity:n", "paper:a", "administration", "anchors"]).Select(name => StreamProjection.Covers(new(name))));
    }
}
