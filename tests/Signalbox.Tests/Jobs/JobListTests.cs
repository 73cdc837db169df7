using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Identity;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Jobs;
using Signalbox.Server.Live;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Jobs;

/// <summary>Few jobs run, some wait, those that are over are kept a while, and each can be cancelled.</summary>
public sealed class JobListTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-jobs-").FullName;
    private readonly TestClock clock = new();
    private readonly JobList jobs;

    public JobListTests() => jobs = new(
        new() { Folder = Path.Combine(folder, "jobs"), RunningMax = 1, WaitingMax = 2, KeptMax = 3 },
        new(new LiveChannels(new LiveOptions(), clock)), new Counting(), clock, NullLogger<JobList>.Instance);

    public void Dispose()
    {
        jobs.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Jobs_BeyondTheBounds_WaitOrAreNotTaken()
    {
        var gate = new TaskCompletionSource();
        var running = Start(_ => gate.Task)!;
        await Until.HoldsAsync(() => running.State.Status == JobStatus.Running);
        var (second, third) = (Start(_ => Task.CompletedTask)!, Start(_ => Task.CompletedTask)!);

        Assert.Null(Start(_ => Task.CompletedTask));
        Assert.Equal((JobStatus.Waiting, JobStatus.Waiting), (second.State.Status, third.State.Status));
        gate.SetResult();
        await Until.HoldsAsync(() => third.State.Status == JobStatus.Done && second.State.Status == JobStatus.Done && running.State.Status == JobStatus.Done);
    }

    [Fact]
    public async Task Cancel_EndsWhatRunsAndWhatWaits_AndThrowsItsFileAway()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string? path = null;
        var running = jobs.Start(new("export", "x", Actor.Server), async (run, cancel) =>
        {
            await using (var file = run.OpenResult("x.csv", "text/csv"))
            {
                await file.WriteAsync("half");
            }

            path = Assert.Single(Directory.GetFiles(Path.Combine(folder, "jobs")));
            began.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        })!;
        await began.Task;
        var waiting = Start(_ => Task.CompletedTask)!;

        Assert.True(JobList.Cancel(waiting));
        Assert.True(JobList.Cancel(running));
        await Until.HoldsAsync(() => running.State.Status == JobStatus.Cancelled && waiting.State.Status == JobStatus.Cancelled);
        Assert.False(JobList.Cancel(running));
        Assert.False(File.Exists(path));
        Assert.Null(running.State.Result);
    }

    [Fact]
    public async Task Job_ThatEndsByItself_IsNotCancelledOnceItRuns()
    {
        var gate = new TaskCompletionSource();
        var job = jobs.Start(new("rebuild", "x", Actor.Server, EndsByItself: true), (_, _) => gate.Task)!;
        await Until.HoldsAsync(() => job.State.Status == JobStatus.Running);

        Assert.False(JobList.Cancel(job));
        gate.SetResult();
        await Until.HoldsAsync(() => job.State.Status == JobStatus.Done);
    }

    [Fact]
    public async Task Jobs_ThatAreOver_AreForgottenByNumberAndByAge()
    {
        for (var number = 0; number < 5; number++)
        {
            var job = Start(_ => Task.CompletedTask)!;
            await Until.HoldsAsync(() => job.IsOver);
        }

        Assert.Equal(["5", "4", "3"], jobs.All.Select(job => job.Id[^1..]));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(jobs.All);
    }

    [Fact]
    public async Task Jobs_OfOneUser_NeitherPushOutNorKeepOutAnothers()
    {
        var kept = jobs.Start(new("export", "x", new(ActorKind.User, "ada", "Ada")), (_, _) => Task.CompletedTask)!;
        await Until.HoldsAsync(() => kept.IsOver);
        for (var number = 0; number < 10; number++)
        {
            var job = Start(_ => Task.CompletedTask)!;
            await Until.HoldsAsync(() => job.IsOver);
        }

        Assert.Contains(kept, jobs.All);
        var gate = new TaskCompletionSource();
        var running = Start(_ => gate.Task)!;
        await Until.HoldsAsync(() => running.State.Status == JobStatus.Running);
        Assert.All([Start(_ => Task.CompletedTask), Start(_ => Task.CompletedTask)], Assert.NotNull);
        Assert.Null(Start(_ => Task.CompletedTask));
        var other = jobs.Start(new("export", "x", new(ActorKind.User, "ada", "Ada")), (_, _) => Task.CompletedTask);
        Assert.NotNull(other);
        gate.SetResult();
        await Until.HoldsAsync(() => other.IsOver);
    }

    [Fact]
    public async Task Job_ThatBreaks_IsSaidToHaveFailed_AndTheNextRuns()
    {
        var broken = Start(_ => throw new InvalidOperationException("a defect"))!;
        var next = Start(_ => Task.CompletedTask)!;

        await Until.HoldsAsync(() => next.State.Status == JobStatus.Done && broken.IsOver);
        Assert.Equal((JobStatus.Failed, "It stopped by a defect; the log tells more."), (broken.State.Status, broken.State.Message));
    }

    private Job? Start(Func<CancellationToken, Task> work) => jobs.Start(new("export", "x", Actor.Server), (_, cancel) => work(cancel));

    private sealed class Counting : IIdSource
    {
        private int last;

        public Guid Next() => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)Interlocked.Increment(ref last));
    }
}
