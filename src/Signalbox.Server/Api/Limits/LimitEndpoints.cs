using Signalbox.Risk.Limits;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Limits;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Limits;

internal static class LimitEndpoints
{
    private const string What = "risk level";

    public static void Map(RouteGroupBuilder api)
    {
        var limits = api.MapGroup("/risk/limits/{level}/{id}").WithTags("Risk");
        limits.MapGet("/", FindAsync).Requires(Scope.Read)
            .Describe("getRiskLimits", "Show the limits of a level", "Levels: global (its id is all), strategy, account, subscription. What was never set has version 0 and no limit.")
            .Answers<LimitDocument>().Fails(404);
        limits.MapPut("/", ReplaceAsync).Requires(Scope.Admin)
            .Describe("replaceRiskLimits", "Replace the limits of a level", "Send all of them: what is absent is not limited. They hold from the next entry on.")
            .Answers<LimitDocument>().Fails(404, 409);
    }

    private static async Task<IResult> FindAsync(
        string level, string id, Sight sight, CatalogueHolder catalogue, LimitStore store, CancellationToken cancel) =>
        RiskScope.LevelOf(level) is { } known && sight.Sees(new RiskScope(known, id), catalogue.Current) && await store.FindAsync(new(known, id), cancel) is { } found
            ? TypedResults.Json(LimitDocument.Of(found), ApiJson.Default.LimitDocument)
            : ApiErrors.NotFound(What, $"{level}/{id}");

    private static async Task<IResult> ReplaceAsync(
        string level, string id, Input<LimitInput> input, Reason reason, Caller caller, LimitStore store, CancellationToken cancel)
    {
        if (RiskScope.LevelOf(level) is not { } known)
        {
            return ApiErrors.NotFound(What, $"{level}/{id}");
        }

        var version = input.RequireVersion(input.Value.Version);
        var limits = LimitReading.Read(input.Value, known, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(new(new(known, id), limits), version, caller.Change(reason.Text), cancel);
        return result.Answer(What, $"{level}/{id}", saved => TypedResults.Json(LimitDocument.Of(saved), ApiJson.Default.LimitDocument));
    }
}
