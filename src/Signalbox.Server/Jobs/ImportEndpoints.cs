using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Transfers;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Jobs;

/// <summary>Strategies, subscriptions and destinations into this installation.</summary>
internal static class ImportEndpoints
{
    public const string Kind = "import";

    /// <summary>Each holds its file until it is over.</summary>
    private const int OpenMax = 4;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/configuration/import", Start).Requires(Scope.Admin).RequiresFreshProof("to apply").WithTags("Jobs")
        .Describe("importConfiguration", "Say what a file would change, or apply it",
            "What the file itself says wrong is answered at once. Else the answer is a job, which holds the file against what there is: without `apply` nothing is changed, "
            + "with it everything is, in one change with an audit event for each row, or nothing, also where it is cancelled. "
            + "/api/v1/jobs/{id}/import lists what changes once the job is done; a job that failed says why in `code`, `message` and `errors`.")
        .Answers<JobDocument>(StatusCodes.Status202Accepted).Fails(429);

    private static IResult Start(Input<ImportInput> input, Reason reason, Caller caller, ImportReading reading, FreshProof proof, JobList jobs, ImportJob import)
    {
        var text = input.Value.Text;
        var file = reading.Read(input.Value, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(ImportJob.Located(input.Check.Errors, text));
        }

        if (input.Value.Apply is not null && proof.Refusal(caller) is { } refused)
        {
            return refused;
        }

        var order = new ImportOrder(file, input.Value.Apply, caller.Change(reason.Text ?? "Imported from a file."));
        return JobEndpoints.Started(jobs.Start(RequestOf(order, caller), (run, cancel) => import.RunAsync(order, text, run, cancel)));
    }

    private static JobRequest RequestOf(ImportOrder order, Caller caller) => new(Kind, Title(order), caller.Actor)
    {
        OpenOfKindMax = OpenMax,
        WhenCancelled = order.Apply is null ? "It was cancelled." : "It was cancelled before anything was saved: nothing was imported.",
    };

    private static string Title(ImportOrder order)
    {
        var what = $"{Counted(order.File.Strategies.Count, "strategy", "strategies")}, {Counted(order.File.Subscriptions.Count, "subscription", "subscriptions")}";
        what = order.File.Destinations.Count == 0 ? what : $"{what}, {Counted(order.File.Destinations.Count, "destination", "destinations")}";
        return order.Apply is null ? $"{what}: what it would change" : what;
    }

    private static string Counted(int count, string one, string several) => $"{count} {(count == 1 ? one : several)}";
}
