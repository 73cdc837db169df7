using Signalbox.Journal;
using Signalbox.Tests.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Journal;

/// <summary>What shares a commit, and how long one waits for what is about to join it.</summary>
public sealed class CommitterTests : IAsyncDisposable
{
    private readonly PaperTestJournal journal = new();
    private readonly ManualClock clock = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Committer committer;
    private readonly Task running;

    public CommitterTests()
    {
        committer = new(journal, clock, new(), []);
        running = committer.RunAsync(ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        ending.Dispose();
    }

    [Fact]
    public async Task Follower_ThatWasAnnounced_SharesTheCommit()
    {
        var gathering = new Gathering(1);
        Assert.True(committer.TryEnqueue(Unit("first"), gathering, out var first));
        var second = await committer.EnqueueAsync(Unit("second"), CancellationToken.None);
        Assert.Equal(0, journal.Commits);
        gathering.Arrived();
        Assert.Equal(AppendStatus.Committed, (await first).Status);
        Assert.Equal(AppendStatus.Committed, (await second).Status);
        Assert.Equal(1, journal.Commits);
    }

    [Fact]
    public async Task Follower_ThatNeverComes_IsNotWaitedForBeyondTheBound()
    {
        Assert.True(committer.TryEnqueue(Unit("first"), new Gathering(1), out var first));
        await AdvanceUntilAsync(first);
        Assert.Equal(1, journal.Commits);
    }

    [Fact]
    public async Task Follower_ThatNeverComes_HoldsBackNobodyQueuedLater()
    {
        Assert.True(committer.TryEnqueue(Unit("first"), new Gathering(1), out var first));
        clock.Advance(new CommitterOptions().GatherMax / 2);
        Assert.True(committer.TryEnqueue(Unit("second"), new Gathering(1), out var second));
        await AdvanceUntilAsync(Task.WhenAll(first, second));
    }

    [Fact]
    public async Task Unit_WithoutFollowers_IsCommittedAtOnce()
    {
        Assert.True(committer.TryEnqueue(Unit("first"), null, out var first));
        Assert.True(committer.TryEnqueue(Unit("second"), new Gathering(0), out var second));
        await Task.WhenAll(first, second);
    }

    /// <summary>The committer sets its next bound on a thread of its own, so the time is moved until it has noticed.</summary>
    private async Task AdvanceUntilAsync(Task ends)
    {
        while (!ends.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }

        await ends;
    }

    private static AppendUnit Unit(string stream) => new()
    {
        Stream = new(stream),
        ExpectedVersion = null,
        Epoch = 0,
        Events = [new("Happened", DateTimeOffset.UnixEpoch, "{}"u8.ToArray())],
    };
}
