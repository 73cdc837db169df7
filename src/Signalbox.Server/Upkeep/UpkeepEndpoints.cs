using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Archives;
using Signalbox.Server.Backup;
using Signalbox.Server.Checkpoints;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Upkeep;

/// <summary>Backups, checkpoints and archives: how they are doing, how long archives are kept, and their files.</summary>
internal static class UpkeepEndpoints
{
    private const string What = "archive";

    public static void Map(RouteGroupBuilder api)
    {
        var upkeep = api.MapGroup("/upkeep").WithTags("Upkeep");
        upkeep.MapGet("/", ShowAsync).Requires(Scope.Audit)
            .Describe("getUpkeep", "Show how backups, checkpoints and archives are doing", "Of this node. What fails is also an alert.")
            .Answers<UpkeepDocument>();
        upkeep.MapPut("/retention", ReplaceRetentionAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("replaceRetention", "Say how long archives are kept",
                "The audit trail's for six years at least. Archives whose time is over are deleted within the hour, each with an entry of the trail; the journal itself stays whole.")
            .Answers<RetentionDocument>().Fails(409);
        upkeep.MapGet("/archives/{file}", FetchAsync).Requires(Scope.Audit)
            .Describe("getArchive", "Take a copy of an archive", "Gzip over JSON lines; docs/audit.md tells what they hold. Taking it is an entry of the trail.")
            .Produces<string>(StatusCodes.Status200OK, "application/gzip").Fails(404);
    }

    private static async Task<JsonHttpResult<UpkeepDocument>> ShowAsync(
        BackupSchedule backups, CheckpointFolder checkpoints, CheckpointWriter checkpointing, ArchiveWriter archiving, ArchiveFolder folder, ArchiveBook book,
        RetentionStore retention, UpkeepBoard board, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Json(
            new(
                Of(backups),
                new(
                    checkpoints.Files is [.., var newest] ? Path.GetFileName(newest) : null, checkpoints.Files.Count, new(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero),
                    checkpointing.PostedTo?.Host, board.Of(UpkeepKind.Checkpoint).Failure ?? checkpointing.Failure),
                new(folder.Folder, archiving.NextAt, board.Of(UpkeepKind.Archive).Failure, [.. (await book.ListAsync(cancel)).Select(ArchiveDocument.Of)]),
                RetentionDocument.Of(await retention.ReadAsync(cancel))),
            ApiJson.Default.UpkeepDocument);

    private static BackupUpkeepDocument Of(BackupSchedule backups)
    {
        var newest = backups.Newest;
        return new(backups.Folder, backups.Keep, newest?.File, newest?.At, newest?.Bytes, backups.NextAt, backups.Failure);
    }

    private static async Task<IResult> ReplaceRetentionAsync(Input<RetentionInput> input, Reason reason, Caller caller, RetentionStore store, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var (audit, trading) = (input.Value.AuditYears, input.Value.TradingYears);
        input.Check.Require(audit is null or (>= RetentionRules.AuditYearsMin and <= RetentionRules.YearsMax), "auditYears",
            $"Expected {RetentionRules.AuditYearsMin} to {RetentionRules.YearsMax} years, or nothing for ever: record keeping asks for six years at least.");
        input.Check.Require(trading is null or (>= RetentionRules.TradingYearsMin and <= RetentionRules.YearsMax), "tradingYears",
            $"Expected {RetentionRules.TradingYearsMin} to {RetentionRules.YearsMax} years, or nothing for ever.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(new(audit, trading, version), caller.Change(reason.Text), cancel);
        return result.Answer("rule", "retention", saved => TypedResults.Json(RetentionDocument.Of(saved), ApiJson.Default.RetentionDocument));
    }

    private static async Task<IResult> FetchAsync(string file, Caller caller, ArchiveBook book, ArchiveFolder folder, CancellationToken cancel)
    {
        // The name comes from the book, so it leads nowhere else.
        if (await book.FindAsync(file, cancel) is not { RemovedAt: null } row || folder.Find(row.File) is not { } path)
        {
            return ApiErrors.NotFound(What, file);
        }

        await book.NoteTakenAsync(row, caller.Actor, cancel);
        return TypedResults.PhysicalFile(path, "application/gzip", row.File);
    }
}
