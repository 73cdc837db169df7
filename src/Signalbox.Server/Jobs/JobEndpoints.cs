using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Transfers;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Jobs;

/// <summary>Looks at jobs, cancels them, and fetches what came of them.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RebuildEndpoints.Map(MapJobs(api));
        ExportEndpoints.Map(api);
    }

    /// <summary>Without those that need the tables of what happened.</summary>
    public static RouteGroupBuilder MapJobs(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/", List).Requires(Scope.Read)
            .Describe("listJobs", "List exports, imports and rebuilds", "One's own, or all with the scope admin. Those that are over are kept for a day, at most 50 of each user.")
            .Answers<JobsDocument>();
        jobs.MapGet("/{id}", Find).Requires(Scope.Read).Describe("getJob", "Show how far a job is").Answers<JobDocument>().Fails(404);
        jobs.MapDelete("/{id}", Cancel).Requires(Scope.Read)
            .Describe("cancelJob", "Cancel a job", "What it had written is thrown away, and nothing of an import is kept; one that was saved by then is done. A rebuild that has begun ends by itself.").Answers<JobDocument>().Fails(404, 409);
        jobs.MapGet("/{id}/result", ResultAsync).Requires(Scope.Read)
            .Describe("getJobResult", "Fetch the file that came of a job").Produces<string>(StatusCodes.Status200OK, "application/octet-stream").Fails(404, 409);
        jobs.MapGet("/{id}/import", (string id, JobList list, ExportTrail trail, Caller caller, CancellationToken cancel) =>
                Of(id, list, caller) is { Request.Kind: not ImportEndpoints.Kind } ? Task.FromResult(ApiErrors.NotFound("import", id)) : ResultAsync(id, list, trail, caller, cancel))
            .Requires(Scope.Read)
            .Describe("getImport", "Show what an import changes, or changed", "The result of the job that importConfiguration began, once it is done.").Answers<ImportDocument>().Fails(404, 409);
        ImportEndpoints.Map(api);
        return jobs;
    }

    /// <summary>The answer to whoever asked for a job.</summary>
    public static IResult Started(Job? job) => job is null
        ? ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiError.Of("too-many-jobs", "Too many jobs are waiting. Cancel one, or try again when some are done."))
        : TypedResults.Json(JobDocument.Of(job), ApiJson.Default.JobDocument, statusCode: StatusCodes.Status202Accepted);

    private static JsonHttpResult<JobsDocument> List(JobList jobs, Caller caller) =>
        TypedResults.Json(new JobsDocument([.. jobs.All.Where(job => IsFor(job, caller)).Select(JobDocument.Of)]), ApiJson.Default.JobsDocument);

    private static IResult Find(string id, JobList jobs, Caller caller) =>
        Of(id, jobs, caller) is { } job ? TypedResults.Json(JobDocument.Of(job), ApiJson.Default.JobDocument) : ApiErrors.NotFound("job", id);

    private static IResult Cancel(string id, JobList jobs, Caller caller) =>
        Of(id, jobs, caller) is not { } job ? ApiErrors.NotFound("job", id)
        : JobList.Cancel(job) ? TypedResults.Json(JobDocument.Of(job), ApiJson.Default.JobDocument)
        : ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of("not-cancellable", "It is over, or has begun and ends by itself."));

    private static async Task<IResult> ResultAsync(string id, JobList jobs, ExportTrail trail, Caller caller, CancellationToken cancel)
    {
        if (Of(id, jobs, caller) is not { } job)
        {
            return ApiErrors.NotFound("job", id);
        }

        if (job.State is not { Status: JobStatus.Done, Result: { } file })
        {
            return ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of("no-result", "The job is not done, or has no file."));
        }

        if (job.Request.By.Id != caller.User.Id)
        {
            await trail.NoteFetchAsync(caller.Actor, job, cancel);
        }

        return TypedResults.PhysicalFile(file.Path, file.ContentType, file.Name);
    }

    private static Job? Of(string id, JobList jobs, Caller caller) => jobs.Find(id) is { } job && IsFor(job, caller) ? job : null;

    /// <summary>A token limited to strategies and accounts sees no jobs: a file may hold more than it reaches.</summary>
    private static bool IsFor(Job job, Caller caller) => caller.Reach is null && (job.Request.By.Id == caller.User.Id || caller.Scopes.Contains(Scope.Admin));
}
