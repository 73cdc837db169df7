using System.Text.Json.Serialization;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Text;

namespace Signalbox.Server.Jobs;

/// <summary>Work that takes longer than somebody waits for an answer.</summary>
internal sealed class Job(string id, JobRequest request, DateTimeOffset createdAt) : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private JobState state = new(JobStatus.Waiting, 0, null, null, null, null, null, null, []);

    public string Id => id;

    public JobRequest Request => request;

    public DateTimeOffset CreatedAt => createdAt;

    public JobState State => Volatile.Read(ref state);

    public CancellationToken Ending => ending.Token;

    public bool IsOver => State.Status is JobStatus.Done or JobStatus.Failed or JobStatus.Cancelled;

    public void Become(Func<JobState, JobState> next) => Volatile.Write(ref state, next(State));

    public void Cancel() => ending.Cancel();

    public void Dispose() => ending.Dispose();
}

/// <param name="Kind">export, import or rebuild.</param>
/// <param name="Title">What it does, for people.</param>
/// <param name="EndsByItself">Once begun it cannot be cancelled: half done it would do harm.</param>
internal sealed record JobRequest(string Kind, string Title, Actor By, bool EndsByItself = false)
{
    /// <summary>What is true once it was cancelled, for people.</summary>
    public string WhenCancelled { get; init; } = "It was cancelled.";

    /// <summary>How many of its kind may be waiting or running at once, of all users; null: as many as jobs may.</summary>
    public int? OpenOfKindMax { get; init; }
}

/// <param name="Done">How much of <paramref name="Total"/> is done.</param>
/// <param name="Total">Null while it is not known.</param>
/// <param name="Message">What came of it, or why it failed.</param>
/// <param name="Code">Why it fails; null while nothing speaks against it.</param>
/// <param name="Errors">The fields at fault, where it was refused for them.</param>
internal sealed record JobState(
    JobStatus Status, long Done, long? Total, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Message, JobFile? Result,
    string? Code, IReadOnlyList<FieldError> Errors);

/// <summary>A file that came of a job, to be fetched.</summary>
internal sealed record JobFile(string Path, string Name, string ContentType);

[JsonConverter(typeof(SnakeCaseEnumConverter<JobStatus>))]
public enum JobStatus
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}
