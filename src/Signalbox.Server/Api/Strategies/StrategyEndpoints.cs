using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Strategies;

internal static class StrategyEndpoints
{
    private const string What = "strategy";

    public static void Map(RouteGroupBuilder api)
    {
        var strategies = api.MapGroup("/strategies").WithTags("Strategies");
        strategies.MapGet("/", ListAsync).Requires(Scope.Read)
            .Describe("listStrategies", "List the strategies")
            .Answers<Page<StrategyDocument>>();
        strategies.MapGet("/{id}", FindAsync).Requires(Scope.Read).OnStrategy("id", PermissionLevel.See)
            .Describe("getStrategy", "Show a strategy")
            .Answers<StrategyDocument>().Fails(404);
        strategies.MapPost("/", CreateAsync).Requires(Scope.Configure)
            .Describe("createStrategy", "Create a strategy", "Its webhook has a secret address from the start.")
            .Answers<StrategyDocument>(201);
        strategies.MapPut("/{id}", ReplaceAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage)
            .Describe("replaceStrategy", "Replace a strategy", "Send the whole strategy: what is absent gets its default. The webhook stays.")
            .Answers<StrategyDocument>().Fails(404, 409);
        strategies.MapDelete("/{id}", DeleteAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Own)
            .Describe("deleteStrategy", "Delete a strategy", "Refused while it has subscriptions. Its webhook answers as if it had never been.")
            .AnswersNothing().Fails(404, 409, 422);
        WebhookSettingEndpoints.Map(strategies);
        BodySecretEndpoints.Map(strategies);
    }

    private static async Task<IResult> ListAsync(PageRequest page, Sight sight, StrategyStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(sight, page.After, page.RowsToRead, cancel);
        return TypedResults.Json(
            Page.Of(rows, page.Limit, row => StrategyDocument.Of(row, sight), row => row.Value.Id.Value), ApiJson.Default.PageStrategyDocument);
    }

    private static async Task<IResult> FindAsync(string id, Sight sight, StrategyStore store, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is { } found
            ? TypedResults.Json(StrategyDocument.Of(found, sight), ApiJson.Default.StrategyDocument)
            : ApiErrors.NotFound(What, id);

    private static async Task<IResult> CreateAsync(
        Input<StrategyInput> input, Reason reason, Caller caller, StrategyStore store, GateReading gates, IIdSource ids, CancellationToken cancel)
    {
        input.RefuseVersion(input.Value.Version);
        var strategy = StrategyReading.Read(input.Value, new(ids.Next().ToString()), gates, input.Check);
        GateRights.Check(caller, strategy.Gates, [], input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.CreateAsync(strategy, caller.Change(reason.Text), cancel);
        return result.Answer(What, strategy.Id.Value, saved => Answers.Created(
            StrategyDocument.Of(saved, Sight.Whole), ApiJson.Default.StrategyDocument, $"/api/v1/strategies/{saved.Value.Id}"));
    }

    private static async Task<IResult> ReplaceAsync(
        string id, Input<StrategyInput> input, Reason reason, Caller caller, CatalogueHolder catalogue, StrategyStore store, GateReading gates, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var strategy = StrategyReading.Read(input.Value, new(id), gates, input.Check);
        GateRights.Check(caller, strategy.Gates, catalogue.Current.Strategy(new(id))?.Gates ?? [], input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(strategy, version, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => TypedResults.Json(StrategyDocument.Of(saved, Sight.Whole), ApiJson.Default.StrategyDocument));
    }

    private static async Task<IResult> DeleteAsync(
        string id, SeenVersion version, Reason reason, Caller caller, StrategyStore store, CancellationToken cancel)
    {
        var result = await store.DeleteAsync(new(id), version.Number, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, _ => TypedResults.NoContent());
    }
}
