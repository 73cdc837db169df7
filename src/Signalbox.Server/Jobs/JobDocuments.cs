using System.ComponentModel;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Jobs;

/// <summary>Work that takes longer than somebody waits for an answer.</summary>
public sealed record JobDocument(
    string Id,
    [property: Description("export, import or rebuild.")] string Kind,
    string Title,
    [property: Description("Who asked for it.")] string By,
    JobStatus Status,
    long Done,
    [property: Description("Absent while it is not known.")] long? Total,
    [property: Description("What came of it, or why it failed.")] string? Message,
    [property: Description("Whether it has a file, at /api/v1/jobs/{id}/result.")] bool HasResult,
    [property: Description("Whether it can be cancelled now.")] bool Cancellable,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    [property: Description("Why it failed; stable, for programs.")] string? Code,
    [property: Description("The fields at fault, all of them, where it failed for them.")] IReadOnlyList<FieldError> Errors)
{
    internal static JobDocument Of(Job job)
    {
        var state = job.State;
        return new(
            job.Id, job.Request.Kind, job.Request.Title, job.Request.By.Name, state.Status, state.Done, state.Total, state.Message,
            state is { Status: JobStatus.Done, Result: not null },
            state.Status == JobStatus.Waiting || (state.Status == JobStatus.Running && !job.Request.EndsByItself),
            job.CreatedAt, state.StartedAt, state.EndedAt, state.Code, state.Errors);
    }
}

/// <summary>The jobs of this node.</summary>
/// <param name="Items">Newest first.</param>
public sealed record JobsDocument(IReadOnlyList<JobDocument> Items);

/// <summary>How far a job is, for everybody: not what it is about.</summary>
public sealed record JobProgressDocument(string Id, JobStatus Status, long Done, long? Total)
{
    internal static JobProgressDocument Of(Job job) => new(job.Id, job.State.Status, job.State.Done, job.State.Total);
}
