using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Jobs;

/// <summary>The jobs of this node: few run, some wait, those that are over are kept a while. They end with the node.</summary>
internal sealed class JobList(JobOptions options, JobNews news, IIdSource ids, TimeProvider clock, ILogger<JobList> log) : IHostedService, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Job> jobs = [];
    private readonly List<Task> work = [];
    private readonly SemaphoreSlim turns = new(options.RunningMax);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Job> All
    {
        get
        {
            lock (gate)
            {
                ForgetNeedsLock();
                return [.. jobs.AsEnumerable().Reverse()];
            }
        }
    }

    public Job? Find(string id)
    {
        lock (gate)
        {
            return jobs.Find(job => job.Id == id);
        }
    }

    /// <summary>Null where too many of this user's, or of everybody's, wait already.</summary>
    /// <param name="run">Does it, tells how far it is, and says what came of it.</param>
    public Job? Start(JobRequest request, Func<JobRun, CancellationToken, Task> run)
    {
        lock (gate)
        {
            ForgetNeedsLock();
            var waiting = jobs.Where(job => job.State.Status == JobStatus.Waiting).ToList();
            if (waiting.Count >= options.WaitingOfAllMax || waiting.Count(job => job.Request.By.Id == request.By.Id) >= options.WaitingMax)
            {
                return null;
            }

            if (request.OpenOfKindMax is { } most && jobs.Count(job => !job.IsOver && job.Request.Kind == request.Kind) >= most)
            {
                return null;
            }

            var job = new Job(ids.Next().ToString(), request, clock.GetUtcNow());
            jobs.Add(job);
            work.RemoveAll(each => each.IsCompleted);
            work.Add(RunAsync(job, run));
            return job;
        }
    }

    /// <summary>False where it is over, or has begun and ends by itself.</summary>
    public static bool Cancel(Job job)
    {
        if (job.IsOver || (job.Request.EndsByItself && job.State.Status == JobStatus.Running))
        {
            return false;
        }

        job.Cancel();
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(options.Folder))
            {
                // What a process left behind belongs to jobs nobody knows any more.
                Directory.Delete(options.Folder, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            JobLog.NotEmptied(log, options.Folder, failure.Message);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] running;
        lock (gate)
        {
            jobs.ForEach(job => job.Cancel());
            running = [.. work];
        }

        await Task.WhenAll(running).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        jobs.ForEach(job => job.Dispose());
        turns.Dispose();
    }

    private async Task RunAsync(Job job, Func<JobRun, CancellationToken, Task> run)
    {
        // Off the caller's thread, and out of its lock.
        await Task.Yield();
        try
        {
            await turns.WaitAsync(job.Ending);
            try
            {
                Become(job, state => state with { Status = JobStatus.Running, StartedAt = clock.GetUtcNow() });
                await run(new(job, options.Folder, news, clock), job.Ending);
                End(job, job.State.Code is null ? JobStatus.Done : JobStatus.Failed);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (job.Ending.IsCancellationRequested)
        {
            End(job, JobStatus.Cancelled, job.Request.WhenCancelled);
        }
        catch (JournalException failure)
        {
            End(job, JobStatus.Failed, failure.Message, failure.Failure == JournalFailure.OutcomeUnknown ? ApiErrors.OutcomeUnknown.Code : ApiErrors.NotCommitted.Code);
        }
        catch (IOException failure)
        {
            End(job, JobStatus.Failed, $"The result could not be written: {failure.Message}", "result-not-written");
        }
        catch (Exception defect)
        {
            JobLog.Broke(log, job.Request.Kind, defect);
            End(job, JobStatus.Failed, "It stopped by a defect; the log tells more.", ApiErrors.Internal.Code);
        }
    }

    private void End(Job job, JobStatus status, string? message = null, string? code = null)
    {
        if (status != JobStatus.Done && job.State.Result is { } result)
        {
            File.Delete(result.Path);
        }

        Become(job, state => state with
        {
            Status = status,
            EndedAt = clock.GetUtcNow(),
            Message = message ?? state.Message,
            Code = status == JobStatus.Failed ? code ?? state.Code : null,
            Result = status == JobStatus.Done ? state.Result : null,
        });
    }

    private void Become(Job job, Func<JobState, JobState> next)
    {
        job.Become(next);
        news.Tell(job);
    }

    private void ForgetNeedsLock()
    {
        var since = clock.GetUtcNow() - options.KeptFor;
        var over = jobs.Where(job => job.IsOver).GroupBy(job => job.Request.By.Id).Select(each => each.ToList()).ToList();

        // Each user's on their own: nobody's exports push another's file out.
        foreach (var job in over.SelectMany(own => own.Where((job, index) => job.State.EndedAt < since || own.Count - index > options.KeptMax)))
        {
            if (job.State.Result is { } result)
            {
                File.Delete(result.Path);
            }

            jobs.Remove(job);
            job.Dispose();
        }
    }
}

internal static partial class JobLog
{
    [LoggerMessage(3402, LogLevel.Warning, "Files of earlier jobs could not be deleted from {Folder}: {Why}")]
    public static partial void NotEmptied(ILogger log, string folder, string why);

    [LoggerMessage(3401, LogLevel.Error, "A job of the kind {Kind} stopped by a defect.")]
    public static partial void Broke(ILogger log, string kind, Exception defect);
}
