using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Subscriptions;

internal static class SubscriptionEndpoints
{
    private const string What = "subscription";

    public static void Map(RouteGroupBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("Subscriptions");
        subscriptions.MapGet("/", ListAsync).Requires(Scope.Read)
            .Describe("listSubscriptions", "List the subscriptions")
            .Answers<Page<SubscriptionDocument>>();
        subscriptions.MapGet("/{id}", FindAsync).Requires(Scope.Read).OnSubscription("id", PermissionLevel.See)
            .Describe("getSubscription", "Show a subscription")
            .Answers<SubscriptionDocument>().Fails(404);
        subscriptions.MapPost("/", CreateAsync).Requires(Scope.Configure)
            .Describe("createSubscription", "Subscribe an account to a strategy")
            .Answers<SubscriptionDocument>(201);
        subscriptions.MapPut("/{id}", ReplaceAsync).Requires(Scope.Configure).OnSubscription("id", PermissionLevel.Manage)
            .Describe("replaceSubscription", "Replace a subscription", "Send the whole subscription: what is absent gets its default. Strategy and account stay.")
            .Answers<SubscriptionDocument>().Fails(404, 409);
        subscriptions.MapDelete("/{id}", DeleteAsync).Requires(Scope.Configure).OnSubscription("id", PermissionLevel.Manage)
            .Describe("deleteSubscription", "Delete a subscription", "Signals no longer reach the account through it. Positions it opened stay as they are.")
            .AnswersNothing().Fails(404, 409, 422);
    }

    private static async Task<IResult> ListAsync(PageRequest page, Sight sight, StrategyFilter filter, SubscriptionStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(sight, filter.Strategy, page.After, page.RowsToRead, cancel);
        return TypedResults.Json(
            Page.Of(rows, page.Limit, SubscriptionDocument.Of, row => row.Value.Id.Value),
            ApiJson.Default.PageSubscriptionDocument);
    }

    private static async Task<IResult> FindAsync(string id, SubscriptionStore store, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is { } found
            ? TypedResults.Json(SubscriptionDocument.Of(found), ApiJson.Default.SubscriptionDocument)
            : ApiErrors.NotFound(What, id);

    private static async Task<IResult> CreateAsync(
        Input<SubscriptionInput> input, Reason reason, Caller caller, Sight sight, CatalogueHolder catalogue, SubscriptionStore store, GateReading gates, IIdSource ids, CancellationToken cancel)
    {
        input.RefuseVersion(input.Value.Version);
        var subscription = SubscriptionReading.Read(input.Value, new(ids.Next().ToString()), gates, input.Check);
        GateRights.Check(caller, subscription.Gates, [], input.Check);
        CheckPermissions(subscription, sight, catalogue.Picture.Permissions, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.CreateAsync(subscription, caller.Change(reason.Text), cancel);
        return result.Answer(What, subscription.Id.Value, saved => Answers.Created(
            SubscriptionDocument.Of(saved), ApiJson.Default.SubscriptionDocument, $"/api/v1/subscriptions/{saved.Value.Id}"));
    }

    /// <summary>What the caller may not see is called as what is not there is.</summary>
    private static void CheckPermissions(Subscription subscription, Sight sight, PermissionBook permissions, InputCheck check)
    {
        if (sight.IsWhole)
        {
            return;
        }

        check.Require(
            sight.Sees(subscription.Strategy) || permissions.Publications.ContainsKey(subscription.Strategy.Value),
            "strategyId", $"There is no strategy {subscription.Strategy} that you may subscribe to.");
        check.Require(
            sight.May(subscription.Account, PermissionLevel.Manage), "accountId", $"There is no account {subscription.Account} that you manage.");
    }

    private static async Task<IResult> ReplaceAsync(
        string id, Input<SubscriptionInput> input, Reason reason, Caller caller, CatalogueHolder catalogue, SubscriptionStore store, GateReading gates, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var subscription = SubscriptionReading.Read(input.Value, new(id), gates, input.Check);
        GateRights.Check(caller, subscription.Gates, catalogue.Current.Subscriptions.GetValueOrDefault(new SubscriptionId(id))?.Gates ?? [], input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(subscription, version, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => TypedResults.Json(SubscriptionDocument.Of(saved), ApiJson.Default.SubscriptionDocument));
    }

    private static async Task<IResult> DeleteAsync(
        string id, SeenVersion version, Reason reason, Caller caller, SubscriptionStore store, CancellationToken cancel)
    {
        var result = await store.DeleteAsync(new(id), version.Number, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, _ => TypedResults.NoContent());
    }
}
