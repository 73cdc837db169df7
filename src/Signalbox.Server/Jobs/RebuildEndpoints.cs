using System.Globalization;
using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Jobs;

/// <summary>The tables of what happened, thrown away and projected again from the journal, while the node trades on.</summary>
internal static class RebuildEndpoints
{
    public static void Map(RouteGroupBuilder jobs) => jobs.MapPost("/rebuild", Start).Requires(Scope.Admin)
        .Describe("rebuildRecords", "Build the tables of what happened again from the journal",
            "Trading goes on; lists fill again while it runs. Once begun it ends by itself.")
        .Answers<JobDocument>(StatusCodes.Status202Accepted).Fails(429);

    private static IResult Start(JobList jobs, IJournal journal, Projector projector, ExportTrail trail, Caller caller) => JobEndpoints.Started(jobs.Start(
        new("rebuild", "Tables of what happened, from the journal", caller.Actor, EndsByItself: true),
        async (run, cancel) =>
        {
            // Before anything is thrown away: what cannot be noted is not done.
            await trail.NoteRebuildAsync(caller.Actor, cancel);
            var heads = await journal.HeadsAsync(cancel);
            run.Expect(heads.Where(head => StreamProjection.Covers(head.Stream)).Sum(head => head.Version));
            var done = 0L;
            await projector.RebuildAsync(events => run.Reach(done += events), cancel);
            run.Say(string.Create(CultureInfo.InvariantCulture, $"{done} events were projected."));
        }));
}
