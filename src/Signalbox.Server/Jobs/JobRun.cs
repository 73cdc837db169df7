using Signalbox.Server.Api.Errors;
using Signalbox.Server.Security;

namespace Signalbox.Server.Jobs;

/// <summary>A job under way, as its work sees it.</summary>
internal sealed class JobRun(Job job, string folder, JobNews news, TimeProvider clock)
{
    private static readonly TimeSpan ToldEvery = TimeSpan.FromMilliseconds(200);
    private long toldAt = clock.GetTimestamp();

    public void Expect(long total) => job.Become(state => state with { Total = total });

    public void Reach(long done)
    {
        job.Become(state => state with { Done = done });
        if (clock.GetElapsedTime(toldAt) >= ToldEvery)
        {
            toldAt = clock.GetTimestamp();
            news.Tell(job);
        }
    }

    /// <summary>What came of it.</summary>
    public void Say(string message) => job.Become(state => state with { Message = message });

    /// <summary>It fails for a reason its asker can mend.</summary>
    public void Refuse(ApiError why) => job.Become(state => state with { Code = why.Code, Message = why.Message, Errors = why.Errors });

    /// <summary>The file of the result could not be finished: there is none.</summary>
    public void DropResult()
    {
        if (job.State.Result is { } result)
        {
            job.Become(state => state with { Result = null });
            File.Delete(result.Path);
        }
    }

    /// <summary>A file for the result, readable by the server's own user alone.</summary>
    public StreamWriter OpenResult(string name, string contentType)
    {
        OwnerOnlyFile.CreateFolder(folder);
        var path = Path.Combine(folder, job.Id);
        job.Become(state => state with { Result = new(path, name, contentType) });
        return new(OwnerOnlyFile.Open(path, FileMode.Create, FileAccess.Write, FileShare.Read));
    }
}
